package io.trackmemory.extension;

import static io.trackmemory.dsl.Budget.budget;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {

  static volatile @Nullable Object kept;

  private static String withoutLines(String message) {
    return message
        .replaceAll("java:\\d+", "java:N")
        .replaceAll("\n.*, not counted: .*", ""); // depends on what ran before
  }

  @Test
  void allBroken_oneFailureInWordsOfTheAnnotation() {
    Outcome outcome = Fixtures.run(PhasesTestCases.class);
    assertThat(outcome.passed()).containsExactly("justKeptByAll()");
    assertThat(outcome.failureOf("allBroken()").getSuppressed()).isEmpty();
    assertThat(withoutLines(outcome.verdictOn("allBroken()")))
        .isEqualTo(
            """
            Expecting the scope to meet its budget but it broke 5 of 5 limits:
              Expecting the scope in set-up to allocate at most 31 B but it allocated 32 B in 2 objects:
                  2 x io.trackmemory.sample.Marks$Mark     32 B   Marks.make(Marks.java:N)
                To accept: setUp = "32 B"
              Expecting the scope in its run to allocate at most 1 KiB but it allocated 3.1 KiB (3152 B) in 2 objects:
                  1 x byte[]                            3.1 KiB   MemoryBudgetTest$PhasesTestCases.allBroken(MemoryBudgetTest.java:N)
                  1 x io.trackmemory.sample.Marks$Mark     16 B   Marks.keep(Marks.java:N)
                To accept: run = "3152 B"
              Expecting the scope in tear-down to allocate at most 0 B but it allocated 16 B in 1 object:
                  1 x io.trackmemory.sample.Marks$Mark     16 B   Marks.make(Marks.java:N)
                To accept: tearDown = "16 B"
              Expecting the scope to have at most 2 KiB alive at once but it had at least 3.1 KiB (3136 B):
                  1 x byte[]  3.1 KiB   MemoryBudgetTest$PhasesTestCases.allBroken(MemoryBudgetTest.java:N)
                Passed by 1 x byte[] of 3.1 KiB, after checkpoint "body":
                  at io.trackmemory.extension.MemoryBudgetTest$PhasesTestCases.allBroken(MemoryBudgetTest.java:N)
                To accept: peak = "3200 B"
              Expecting the scope to leak no objects but it leaked 1 (16 B):
                  held by io.trackmemory.sample.Marks.KEPT (retains 16 B):
                    1 x io.trackmemory.sample.Marks$Mark     16 B   Marks.keep(Marks.java:N)
                    from the root:
                      static field of io.trackmemory.sample.Marks
                      io.trackmemory.sample.Marks.static KEPT   <- first reference in your code
                      java.lang.Object[][0]
                      io.trackmemory.sample.Marks$Mark
                    why: a static field lives as long as its class; one that is filled only once is filled by no later test
                To accept: leaks = "16 B"
            To accept: @MemoryBudget(setUp = "32 B", run = "3152 B", tearDown = "16 B", peak = "3200 B", leaks = "16 B")""");
  }

  @Test
  void phases_eachLimitAlone() {
    Outcome outcome = Fixtures.run(SinglePhasesTestCases.class);
    assertThat(outcome.passed()).containsExactly("leakAllowed()", "onlyLimitsWhatItNames()");
    assertThat(outcome.failed())
        .containsExactly("leaks()", "peak()", "run()", "setUp()", "tearDown()");
    assertThat(outcome.verdictOn("setUp()"))
        .startsWith(
            "Expecting the scope to meet its budget but it broke its limit:\n"
                + "  Expecting the scope in set-up to allocate at most 31 B but it allocated 32 B")
        .endsWith("\nTo accept: @MemoryBudget(setUp = \"32 B\")");
    assertThat(outcome.verdictOn("peak()"))
        .endsWith("\nTo accept: @MemoryBudget(peak = \"2096 B\")");
  }

  @Test
  void nearestWins_metaInheritedNestedLifted() {
    assertThat(Fixtures.run(InheritingTestCases.class).failed())
        .containsExactly("inherited()", "number 3");
    Outcome outcome = Fixtures.run(OuterTestCases.class);
    assertThat(outcome.failed()).containsExactly("nested()");
    assertThat(outcome.passed()).containsExactly("lifted()", "widened()");
  }

  @Test
  void dynamicTests_eachByItself_factoryForItsPhases() {
    Outcome outcome = Fixtures.run(DynamicTestCases.class);
    assertThat(outcome.failed()).containsExactly("two");
    assertThat(outcome.verdictOn("two")).contains("in its run to allocate at most 16 B");
    assertThat(Fixtures.run(DynamicSetUpTestCases.class).verdictOn("factory()"))
        .contains("in set-up to allocate at most 15 B but it allocated 32 B");
  }

  @Test
  void bodyRunsTwice_phasesCannotBeTold_restIs() {
    Outcome outcome = Fixtures.run(TwiceTestCases.class);
    assertThat(outcome.passed()).containsExactly("onlyWhole()");
    assertThat(outcome.verdictOn("phases()"))
        .isEqualTo(
            "Cannot certify @MemoryBudget(run = \"1 KiB\", tearDown = \"0 B\"): the body of"
                + " TwiceTestCases.phases ran 2 times, so that set-up, run and tear-down cannot be"
                + " told apart; limit each run by @LimitAllocations instead");
    assertThat(outcome.verdictOn("wholeIsBroken()")).contains("to leak no objects");
  }

  @Test
  void bodyNowhereInSight_isNoPass() {
    assertThat(Fixtures.run(SkippedTestCases.class).verdictOn("skipped()"))
        .startsWith("Cannot certify @MemoryBudget(run = \"1 KiB\"): the body of ");
  }

  @Test
  void failedBefore_keepsItsOwnFailureOnly() {
    Throwable failure = Fixtures.run(FailingTestCases.class).failureOf("never()");
    assertThat(failure).isSameAs(FailingTestCases.OWN.get(0));
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void badValues_classFailsOnceWithValueAndForm() {
    assertThat(Fixtures.run(BadSizeTestCases.class).toString())
        .contains(
            "run of @MemoryBudget: size must be a number and a unit (B, KB, KiB, MB, MiB, GB, GiB)"
                + " such as \"64 KiB\": \"256 kilos\"");
    assertThat(Fixtures.run(BadLeaksTestCases.class).toString())
        .contains(
            "leaks of @MemoryBudget: neither none nor a size; size must be a number and a unit")
        .contains("\"few\"");
    assertThat(Fixtures.run(EmptyTestCases.class).toString())
        .contains("@MemoryBudget must have a setUp, run, tearDown, peak, leaks or several of them");
    assertThat(Fixtures.run(ContradictoryTestCases.class).toString())
        .contains(
            "@MemoryBudget(peak = \"1 KiB\", leaks = \"2 KiB\"): leaks of a budget must not be above"
                + " its peak: 2 KiB, 1 KiB");
    assertThat(Fixtures.run(BadSizeTestCases.class).passed()).isEmpty();
  }

  @Test
  void settings_onTheSameFigure_giveWay() {
    String[] settings = {
      "trackmemory.limit.leaks",
      "none",
      "trackmemory.limit.bytes",
      "1 B",
      "trackmemory.limit.peak",
      "1 B"
    };
    Fixtures.run(WiderThanSettingsTestCases.class, settings).assertNothingFailed();
  }

  @Test
  void scopeAsParameter_meetsBudgetWhileTheTestRuns() {
    Outcome outcome = Fixtures.run(ScopeTestCases.class);
    assertThat(outcome.passed()).containsExactly("setUpIsOver(MemoryScope)");
    assertThat(outcome.failureOf("runIsNot(MemoryScope)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("the scope has [body], and no teardown");
  }

  @MemoryBudget(setUp = "31 B", run = "1 KiB", tearDown = "0 B", peak = "2 KiB", leaks = "none")
  static class PhasesTestCases {
    @BeforeEach
    void setUp() {
      Marks.make(2);
    }

    @Test
    void allBroken() {
      kept = new byte[3120];
      Marks.keep();
    }

    @Test
    @MemoryBudget(setUp = "32 B", run = "3152 B", tearDown = "16 B", peak = "4 KiB", leaks = "16 B")
    void justKeptByAll() {
      kept = new byte[3120];
      Marks.keep();
    }

    @AfterEach
    void tearDown() {
      kept = null;
      Marks.make(1);
    }

    @AfterAll
    static void clear() {
      Marks.clear();
    }
  }

  static class SinglePhasesTestCases {
    @BeforeEach
    void before() {
      Marks.make(2);
    }

    @Test
    @MemoryBudget(setUp = "31 B")
    void setUp() {}

    @Test
    @MemoryBudget(run = "31 B")
    void run() {
      Marks.make(2);
    }

    @Test
    @MemoryBudget(tearDown = "15 B")
    void tearDown() {}

    @Test
    @MemoryBudget(peak = "1 KiB")
    void peak() {
      kept = new byte[2032];
      kept = null;
    }

    @Test
    @MemoryBudget(leaks = "15 B")
    void leaks() {
      Marks.keep();
    }

    @Test
    @MemoryBudget(leaks = "16 B")
    void leakAllowed() {
      Marks.keep();
    }

    @Test
    @MemoryBudget(run = "0 B", leaks = "NONE")
    void onlyLimitsWhatItNames() {}

    @AfterEach
    void after() {
      Marks.make(1);
    }

    @AfterAll
    static void clear() {
      Marks.clear();
    }
  }

  @MemoryBudget(run = "32 B")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Frugal {}

  @Frugal
  abstract static class Base {}

  static class InheritingTestCases extends Base {
    @Test
    void inherited() {
      Marks.make(3);
    }

    @ParameterizedTest(name = "number {0}")
    @ValueSource(ints = {2, 3})
    void parameterized(int number) {
      Marks.make(number);
    }
  }

  @Frugal
  static class OuterTestCases {
    @Nested
    class InnerTestCases {
      @Test
      void nested() {
        Marks.make(3);
      }

      @Test
      @MemoryBudget(run = "48 B")
      void widened() {
        Marks.make(3);
      }

      @Test
      @WithoutMemoryLimits
      void lifted() {
        Marks.make(3);
      }
    }
  }

  @MemoryBudget(setUp = "32 B", run = "16 B", tearDown = "0 B", peak = "1 KiB", leaks = "none")
  static class DynamicTestCases {
    @BeforeEach
    void setUp() {
      Marks.make(2);
    }

    @TestFactory
    Stream<DynamicTest> factory() {
      return Stream.of(
          DynamicTest.dynamicTest("one", () -> Marks.make(1)),
          DynamicTest.dynamicTest("two", () -> Marks.make(2)));
    }
  }

  @MemoryBudget(setUp = "15 B", run = "16 B")
  static class DynamicSetUpTestCases {
    @BeforeEach
    void setUp() {
      Marks.make(2);
    }

    @TestFactory
    Stream<DynamicTest> factory() {
      return Stream.of(DynamicTest.dynamicTest("one", () -> Marks.make(1)));
    }
  }

  /** Runs each body a second time. */
  static final class Twice implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      invocation.proceed();
      Runners.run(method);
    }
  }

  @ExtendWith(Twice.class)
  static class TwiceTestCases {
    @Test
    @MemoryBudget(run = "1 KiB", tearDown = "0 B")
    void phases() {
      Marks.make(2);
    }

    @Test
    @MemoryBudget(peak = "1 KiB", leaks = "none")
    void onlyWhole() {
      Marks.make(2);
    }

    @Test
    @MemoryBudget(run = "1 KiB", leaks = "none")
    void wholeIsBroken() {
      Marks.keep();
    }

    @AfterAll
    static void clear() {
      Marks.clear();
    }
  }

  @ExtendWith(Runners.Skipper.class)
  static class SkippedTestCases {
    @Test
    @MemoryBudget(run = "1 KiB")
    void skipped() {}
  }

  @MemoryBudget(setUp = "0 B", run = "1 KiB")
  static class FailingTestCases {
    static final List<AssertionError> OWN = new ArrayList<>(List.of(new AssertionError("its own")));

    @BeforeEach
    void fails() {
      throw OWN.get(0);
    }

    @Test
    void never() {}
  }

  static class BadSizeTestCases {
    @Test
    @MemoryBudget(run = "256 kilos")
    void refused() {}
  }

  static class BadLeaksTestCases {
    @Test
    @MemoryBudget(leaks = "few")
    void refused() {}
  }

  static class EmptyTestCases {
    @Test
    @MemoryBudget
    void refused() {}
  }

  static class ContradictoryTestCases {
    @Test
    @MemoryBudget(peak = "1 KiB", leaks = "2 KiB")
    void refused() {}
  }

  @MemoryBudget(run = "1 KiB", peak = "1 KiB", leaks = "16 B")
  static class WiderThanSettingsTestCases {
    @Test
    void keepsOne() {
      Marks.keep();
    }

    @AfterAll
    static void clear() {
      Marks.clear();
    }
  }

  @TrackMemory
  static class ScopeTestCases {
    @BeforeEach
    void setUp() {
      Marks.make(2);
    }

    @Test
    void setUpIsOver(MemoryScope memory) {
      Marks.make(100);
      assertThatMemory(memory).meets(budget().setUp(kib(1)));
    }

    @Test
    void runIsNot(MemoryScope memory) {
      assertThatMemory(memory).meets(budget().run(kib(1)));
    }
  }
}
