package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.sample.Marks.Mark;
import io.trackmemory.tracker.MemoryScope;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.AssertionFailedError;

/** {@code @NoLeaks(scope = LeakScope.CLASS)}: a class and all its tests are judged as it ends. */
class ClassLeaksTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void fixtureThatAfterAllClears_isNoLeak() {
    assertPasses(FixtureTestCases.class, 2);
  }

  @Test
  void whatStaticStateHolds_failsTheClass_notTheTest() {
    Outcome outcome = Fixtures.run(LeakingTestCases.class);
    assertThat(outcome.passed()).containsExactly("leaks()", "nothing()");
    assertThat(leakOf(outcome, LeakingTestCases.class))
        .contains("leaked 1 (16 B)")
        .contains("Marks.KEPT")
        .contains("1 x " + Mark.class.getName())
        .contains("To accept: @ExpectLeak(heldBy = \"");
  }

  @Test
  void methodsOfTheClass_belongToIt() {
    assertThat(leakOf(Fixtures.run(BeforeAllTestCases.class), BeforeAllTestCases.class))
        .contains("leaked 1 (16 B)");
    assertThat(leakOf(Fixtures.run(AfterAllTestCases.class), AfterAllTestCases.class))
        .contains("leaked 1 (16 B)");
  }

  @Test
  void oneInstanceForAllTests_isNoHolder() {
    assertPasses(PerClassTestCases.class, 2);
    Outcome outcome = Fixtures.run(PerClassLeakingTestCases.class);
    assertThat(leakOf(outcome, PerClassLeakingTestCases.class)).contains("leaked 1 (16 B)");
  }

  @Test
  void nestedTests_belongToTheClassThatIsAnnotated() {
    assertPasses(OuterFixtureTestCases.class, 3);
    Outcome outcome = Fixtures.run(OuterLeakingTestCases.class);
    assertThat(outcome.passed()).hasSize(1);
    assertThat(containersFailed(outcome)).containsExactly(nameOf(OuterLeakingTestCases.class));
    assertThat(leakOf(outcome, OuterLeakingTestCases.class)).contains("leaked 1 (16 B)");
  }

  @Test
  void nestedClassOfItsOwn_isJudgedToo() {
    Outcome outcome = Fixtures.run(BothTestCases.class);
    assertThat(containersFailed(outcome)).containsExactly("Inner", nameOf(BothTestCases.class));
    assertThat(outcome.failureOf("Inner")).hasMessageContaining("leaked 1 (16 B)");
    assertThat(leakOf(outcome, BothTestCases.class)).contains("leaked 2 (32 B)");
  }

  @Test
  void inherited_fromSuperclassInterfaceAndAnnotation() {
    assertThat(leakOf(Fixtures.run(SubclassTestCases.class), SubclassTestCases.class))
        .contains("leaked 1 (16 B)");
    assertThat(leakOf(Fixtures.run(ImplementingTestCases.class), ImplementingTestCases.class))
        .contains("leaked 1 (16 B)");
    assertThat(leakOf(Fixtures.run(ComposedTestCases.class), ComposedTestCases.class))
        .contains("leaked 1 (16 B)");
  }

  @Test
  void nearerTestScope_judgesTheTest_andTheClassToo() {
    Outcome outcome = Fixtures.run(NearerTestCases.class);
    assertThat(outcome.failed()).containsExactly("judged()");
    assertThat(outcome.failureOf("judged()")).hasMessageContaining("leaked 1 (16 B)");
    assertThat(leakOf(outcome, NearerTestCases.class)).contains("leaked 2 (32 B)");
  }

  @Test
  void subclassWithTestScope_judgesItsTestsOnly() {
    Outcome outcome = Fixtures.run(BackToTestsTestCases.class);
    assertThat(outcome.failed()).containsExactly("leaks()");
    assertThat(containersFailed(outcome)).isEmpty();
  }

  @Test
  void lift_takesATestOut() {
    assertPasses(LiftedTestCases.class, 2);
  }

  @Test
  void settings_judgeNoTestOfTheClass() {
    Outcome outcome = Fixtures.run(FixtureTestCases.class, "trackmemory.limit.leaks", "none");
    assertThat(outcome.results().allEvents().failed().count()).as(outcome.toString()).isZero();
  }

  @Test
  void onMethod_isAnError() {
    assertThat(Fixtures.run(OnMethodTestCases.class).failureOf("judgedAsAClass()"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "@NoLeaks(scope = LeakScope.CLASS) must stand on a class, not on a method:"
                + " OnMethodTestCases.judgedAsAClass");
  }

  @Test
  void inParallel_testsOfPoolThreadsBelongToTheirClass() {
    Outcome outcome =
        Fixtures.run(
            List.of(ParallelLeakingTestCases.class, ParallelFixtureTestCases.class),
            Fixtures.PARALLEL);
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.passed()).hasSize(8);
    assertThat(containersFailed(outcome)).containsExactly(nameOf(ParallelLeakingTestCases.class));
    assertThat(leakOf(outcome, ParallelLeakingTestCases.class)).contains("leaked 4 (64 B)");
  }

  @Test
  void cleanUpOfExtensions_comesBefore() {
    assertPasses(CleanedTestCases.class, 1);
    assertPasses(CleanedPerClassTestCases.class, 1);
  }

  @Test
  void failuresOfTests_areHeldByJUnit() {
    Outcome outcome = Fixtures.run(FailingTestCases.class);
    assertThat(outcome.failed()).containsExactly("dynamic", "fails()");
    assertThat(outcome.tests(Status.ABORTED)).containsExactly("aborts()");
    assertThat(containersFailed(outcome)).as(outcome.toString()).isEmpty();
  }

  @Test
  void ownFailureFirst_theSameInstance() {
    Outcome outcome = Fixtures.run(FailingBeforeAllTestCases.class);
    assertThat(outcome.failureOf(nameOf(FailingBeforeAllTestCases.class)))
        .isInstanceOf(IOException.class)
        .hasMessage("of the class")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("leaked 1 (16 B)"));
  }

  @Test
  void abortedClass_staysAborted() {
    Outcome outcome = Fixtures.run(AbortingTestCases.class);
    assertThat(outcome.results().containerEvents().aborted().count()).isEqualTo(1);
    assertThat(outcome.results().allEvents().failed().count()).isZero();
  }

  @Test
  void expectCollected_ofATest_isJudgedWithTheClass() {
    Outcome outcome = Fixtures.run(ExpectingTestCases.class);
    assertThat(outcome.passed()).containsExactly("expects(MemoryScope)");
    assertThat(leakOf(outcome, ExpectingTestCases.class)).contains("leaked 1");
  }

  @Test
  void parameters_areTheClassMethodsOwn() {
    assertPasses(ParameterTestCases.class, 2);
  }

  @Test
  void timeoutsOnOtherThreads_belongToTheClass() {
    Outcome outcome = Fixtures.run(TimeoutTestCases.class);
    assertThat(outcome.passed()).containsExactly("leaks()");
    assertThat(leakOf(outcome, TimeoutTestCases.class)).contains("leaked 2 (32 B)");
  }

  private static void assertPasses(Class<?> fixture, int tests) {
    Outcome outcome = Fixtures.run(fixture);
    assertThat(outcome.passed()).as(outcome.toString()).hasSize(tests);
    assertThat(outcome.results().allEvents().failed().count()).as(outcome.toString()).isZero();
  }

  private static String leakOf(Outcome outcome, Class<?> fixture) {
    Throwable failure = outcome.failureOf(nameOf(fixture));
    assertThat(failure).isInstanceOf(AssertionFailedError.class);
    return String.valueOf(failure.getMessage());
  }

  private static String nameOf(Class<?> fixture) {
    return "ClassLeaksTest$" + fixture.getSimpleName();
  }

  private static List<String> containersFailed(Outcome outcome) {
    return outcome.results().containerEvents().failed().stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class FixtureTestCases {
    static final List<Object> SERVER = new ArrayList<>(16);

    @BeforeAll
    static void start() {
      SERVER.add(new Mark());
    }

    @Test
    void one() {
      SERVER.add(new Mark());
    }

    @Test
    void two() {
      SERVER.add(new Mark());
    }

    @AfterAll
    static void stop() {
      assertThat(SERVER).hasSize(3);
      SERVER.clear();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class LeakingTestCases {
    Mark fixture = new Mark();

    @Test
    void leaks() {
      Marks.keep();
    }

    @Test
    void nothing() {
      fixture = new Mark();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class BeforeAllTestCases {

    @BeforeAll
    static void start() {
      Marks.keep();
    }

    @Test
    void nothing() {}
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class AfterAllTestCases {

    @Test
    void nothing() {}

    @AfterAll
    static void stop() {
      Marks.keep();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassTestCases {
    final List<Mark> marks = new ArrayList<>(List.of(new Mark()));

    @BeforeAll
    void start() {
      marks.add(new Mark());
    }

    @Test
    void one() {
      marks.add(new Mark());
    }

    @Test
    void two() {
      marks.add(new Mark());
    }

    @AfterAll
    void stop() {
      marks.add(new Mark());
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassLeakingTestCases {
    Object field = this;

    PerClassLeakingTestCases() {
      Marks.keep();
    }

    @Test
    void keepsInField() {
      field = new Mark();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class OuterFixtureTestCases {
    static final List<Object> SERVER = new ArrayList<>(16);

    @Test
    void outer() {
      SERVER.add(new Mark());
    }

    @AfterAll
    static void stop() {
      SERVER.clear();
    }

    @Nested
    class PerMethod {
      Mark fixture = new Mark();

      @Test
      void inner() {
        SERVER.add(fixture);
      }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class PerClass {
      final List<Mark> fixtures = new ArrayList<>();

      @BeforeAll
      void start() {
        fixtures.add(new Mark());
      }

      @Test
      void inner() {
        fixtures.add(new Mark());
      }
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class OuterLeakingTestCases {

    @Nested
    class Inner {

      @Test
      void leaks() {
        Marks.keep();
      }
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class BothTestCases {

    @Test
    void outer() {
      Marks.keep();
    }

    @Nested
    @NoLeaks(scope = LeakScope.CLASS)
    class Inner {

      @Test
      void inner() {
        Marks.keep();
      }
    }
  }

  static class SubclassTestCases extends LeakingTestCases {}

  @NoLeaks(scope = LeakScope.CLASS)
  interface Leakless {

    @Test
    default void ofInterface() {
      Marks.keep();
    }
  }

  static class ImplementingTestCases implements Leakless {}

  @NoLeaks(scope = LeakScope.CLASS)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Clean {}

  @Clean
  static class ComposedTestCases {

    @Test
    void leaks() {
      Marks.keep();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class NearerTestCases {

    @Test
    @NoLeaks
    void judged() {
      Marks.keep();
    }

    @Test
    void notJudged() {
      Marks.keep();
    }
  }

  @NoLeaks
  static class BackToTestsTestCases extends LeakingTestCases {}

  @NoLeaks(scope = LeakScope.CLASS)
  static class LiftedTestCases {

    @Test
    @WithoutMemoryLimits
    void lifted() {
      Marks.keep();
    }

    @Nested
    @WithoutMemoryLimits
    class Free {

      @Test
      void inLiftedClass() {
        Marks.keep();
      }
    }
  }

  static class OnMethodTestCases {

    @Test
    @NoLeaks(scope = LeakScope.CLASS)
    void judgedAsAClass() {}
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class ParallelLeakingTestCases {
    static final CountDownLatch ALL = new CountDownLatch(4);

    @RepeatedTest(4)
    void leaks() throws Exception {
      ALL.countDown();
      assertThat(ALL.await(60, TimeUnit.SECONDS)).isTrue();
      Marks.keep();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class ParallelFixtureTestCases {
    static final Object[] SERVER = new Object[5];

    @RepeatedTest(4)
    void fills(RepetitionInfo info) {
      SERVER[info.getCurrentRepetition()] = new Mark();
    }

    @AfterAll
    static void stop() {
      Arrays.fill(SERVER, null);
    }
  }

  /** Registered before ours, cleans up when its store closes. */
  static final class Cleaner implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      context
          .getStore(Namespace.create(Cleaner.class))
          .put("cleaner", (CloseableResource) Marks::clear);
    }
  }

  @ExtendWith(Cleaner.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class CleanedTestCases {

    @Test
    void leavesCleanUpToTheExtension() {
      Marks.keep();
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class CleanedPerClassTestCases extends CleanedTestCases {}

  @NoLeaks(scope = LeakScope.CLASS)
  static class FailingTestCases {

    @Test
    void fails() throws IOException {
      throw new IOException("of the test " + FailingTestCases.class);
    }

    @Test
    void aborts() {
      abort("of the test " + FailingTestCases.class);
    }

    @TestFactory
    List<DynamicTest> dynamic() {
      return List.of(
          DynamicTest.dynamicTest(
              "dyna" + "mic",
              () -> {
                throw new IOException("of the dynamic test " + FailingTestCases.class);
              }));
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class FailingBeforeAllTestCases {

    @BeforeAll
    static void start() throws IOException {
      Marks.keep();
      throw new IOException("of the class");
    }

    @Test
    void neverRuns() {}
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class AbortingTestCases {

    @BeforeAll
    static void start() {
      Marks.keep();
      abort("no server");
    }

    @Test
    void neverRuns() {}
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class ExpectingTestCases {
    static final Object MADE_BEFORE = new Object();

    @Test
    void expects(MemoryScope memory) {
      memory.expectCollected(MADE_BEFORE, "the test is over");
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class ParameterTestCases {
    static final List<MemoryScope> SCOPES = new ArrayList<>(16);

    @BeforeAll
    static void start(MemoryScope memory) {
      SCOPES.add(memory);
      Marks.make(3);
    }

    @Test
    void one(MemoryScope memory) {
      assertThat(SCOPES).doesNotContain(memory);
      Marks.make(5);
      assertThat(memory.snapshot().unfinishedWork()).isEmpty();
      assertThat(Marks.in(memory.snapshot())).isEqualTo(5);
    }

    @Test
    void two(MemoryScope memory) {
      Marks.make(7);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(7);
    }

    @AfterAll
    static void stop(MemoryScope memory) {
      assertThat(SCOPES).containsExactly(memory);
      SCOPES.clear();
      Marks.make(1);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(4);
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static class TimeoutTestCases {

    @BeforeAll
    static void start() {
      Marks.keep();
    }

    @Test
    void leaks() {
      Marks.keep();
    }
  }
}
