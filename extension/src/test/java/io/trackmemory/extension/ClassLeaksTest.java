package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.sample.Marks.Mark;
import io.trackmemory.tracker.MemoryScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** {@code @NoLeaks(scope = LeakScope.CLASS)}: a class and all its tests are judged as it ends. */
class ClassLeaksTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void fixtureThatAfterAllClears_isNoLeak() {
    Fixtures.assertPasses(FixtureTestCases.class, 2);
  }

  @Test
  void whatStaticStateHolds_failsTheClass_notTheTest() {
    Outcome outcome = Fixtures.run(LeakingTestCases.class);
    assertThat(outcome.passed()).containsExactly("leaks()", "nothing()");
    assertThat(outcome.verdictOn(LeakingTestCases.class))
        .contains("leaked 1 (16 B)")
        .contains("Marks.KEPT")
        .contains("1 x " + Mark.class.getName())
        .contains("To accept: @ExpectLeak(heldBy = \"");
  }

  @Test
  void methodsOfTheClass_belongToIt() {
    assertThat(Fixtures.run(BeforeAllTestCases.class).verdictOn(BeforeAllTestCases.class))
        .contains("leaked 1 (16 B)");
    assertThat(Fixtures.run(AfterAllTestCases.class).verdictOn(AfterAllTestCases.class))
        .contains("leaked 1 (16 B)");
  }

  @Test
  void oneInstanceForAllTests_isNoHolder() {
    Fixtures.assertPasses(PerClassTestCases.class, 2);
    Outcome outcome = Fixtures.run(PerClassLeakingTestCases.class);
    assertThat(outcome.verdictOn(PerClassLeakingTestCases.class)).contains("leaked 1 (16 B)");
  }

  @Test
  void nestedTests_belongToTheClassThatIsAnnotated() {
    Fixtures.assertPasses(OuterFixtureTestCases.class, 3);
    Outcome outcome = Fixtures.run(OuterLeakingTestCases.class);
    assertThat(outcome.passed()).hasSize(1);
    assertThat(outcome.containersFailed())
        .containsExactly(Fixtures.nameOf(OuterLeakingTestCases.class));
    assertThat(outcome.verdictOn(OuterLeakingTestCases.class)).contains("leaked 1 (16 B)");
  }

  @Test
  void nestedClassOfItsOwn_isJudgedToo() {
    Outcome outcome = Fixtures.run(BothTestCases.class);
    assertThat(outcome.containersFailed())
        .containsExactly("Inner", Fixtures.nameOf(BothTestCases.class));
    assertThat(outcome.failureOf("Inner")).hasMessageContaining("leaked 1 (16 B)");
    assertThat(outcome.verdictOn(BothTestCases.class)).contains("leaked 2 (32 B)");
  }

  @Test
  void inParallel_testsOfPoolThreadsBelongToTheirClass() {
    Outcome outcome =
        Fixtures.run(
            List.of(ParallelLeakingTestCases.class, ParallelFixtureTestCases.class),
            Fixtures.PARALLEL);
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.passed()).hasSize(8);
    assertThat(outcome.containersFailed())
        .containsExactly(Fixtures.nameOf(ParallelLeakingTestCases.class));
    assertThat(outcome.verdictOn(ParallelLeakingTestCases.class)).contains("leaked 4 (64 B)");
  }

  @Test
  void expectCollected_ofATest_isJudgedWithTheClass() {
    Outcome outcome = Fixtures.run(ExpectingTestCases.class);
    assertThat(outcome.passed()).containsExactly("expects(MemoryScope)");
    assertThat(outcome.verdictOn(ExpectingTestCases.class)).contains("leaked 1");
  }

  @Test
  void parameters_areTheClassMethodsOwn() {
    Fixtures.assertPasses(ParameterTestCases.class, 2);
  }

  @Test
  void timeoutsOnOtherThreads_belongToTheClass() {
    Outcome outcome = Fixtures.run(TimeoutTestCases.class);
    assertThat(outcome.passed()).containsExactly("leaks()");
    assertThat(outcome.verdictOn(TimeoutTestCases.class)).contains("leaked 2 (32 B)");
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
