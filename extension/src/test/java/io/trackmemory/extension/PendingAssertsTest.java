package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemoryTracker;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.AssertionFailedError;

/** An assert that no check used fails its test: it tested nothing. */
@SuppressWarnings("CheckReturnValue") // what is tested
class PendingAssertsTest {

  private static void nothing() {}

  @Test
  void unusedAssert_failsItsTest() {
    Outcome outcome = Fixtures.run(UnusedTestCases.class);
    assertThat(outcome.passed()).containsExactly("used()");
    assertThat(outcome.failed())
        .containsExactly(
            "action()", "inLoop()", "onThread()", "scope(MemoryScope)", "snapshot()", "soft()");
    assertThat(outcome.failureOf("action()"))
        .isInstanceOf(AssertionFailedError.class)
        .message()
        .matches(
            "assertThatMemory\\(\\.\\.\\.\\) in PendingAssertsTest\\$UnusedTestCases\\.action"
                + "\\(PendingAssertsTest\\.java:\\d+\\) never measured its action: end it with a"
                + " check such as hasNoAllocations\\(\\)");
    assertThat(outcome.failureOf("scope(MemoryScope)"))
        .hasMessageContaining("never checked anything: end it with a check");
    assertThat(outcome.failureOf("snapshot()")).hasMessageContaining("never checked anything");
    assertThat(outcome.failureOf("soft()")).hasMessageContaining("never measured its action");
    assertThat(outcome.failureOf("onThread()")).hasMessageContaining("never measured its action");
    assertThat(outcome.failureOf("inLoop()")).hasMessageEndingWith("hasNoAllocations() (3 times)");
  }

  @Test
  void eachUnusedAssert_isTold() {
    assertThat(Fixtures.run(TwoTestCases.class).failureOf("two()").getSuppressed()).hasSize(1);
  }

  @Test
  void lifecycleMethods_areOfTheTest_andMayUseIt() {
    Outcome outcome = Fixtures.run(LifecycleTestCases.class);
    assertThat(outcome.passed()).containsExactly("begun()");
    Outcome unused = Fixtures.run(UnusedInSetUpTestCases.class);
    assertThat(unused.failureOf("nothing()")).hasMessageContaining("UnusedInSetUpTestCases.setUp");
  }

  @Test
  void eachInvocationAndDynamicTest_answersForItself() {
    Outcome outcome = Fixtures.run(ManyTestCases.class);
    assertThat(outcome.passed()).containsExactly("checks", "number 2");
    assertThat(outcome.failed()).containsExactly("forgets", "number 1");
    assertThat(outcome.results().containerEvents().failed().count()).isZero();
  }

  @Test
  void methodsOfTheClass_failTheClass() {
    assertThat(
            Fixtures.run(BeforeAllTestCases.class)
                .failureOf("PendingAssertsTest$BeforeAllTestCases"))
        .hasMessageContaining("BeforeAllTestCases.start");
  }

  @Test
  void failedTest_keepsItsOwnFailure_abortedStaysAborted() {
    Outcome outcome = Fixtures.run(OwnOutcomeTestCases.class);
    assertThat(outcome.failureOf("fails()"))
        .isInstanceOf(IOException.class)
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("never measured its action"));
    assertThat(outcome.tests(Status.ABORTED)).containsExactly("aborts()");
    assertThat(outcome.failureOf("aborts()")).hasNoSuppressedExceptions();
  }

  @Test
  void untrackedTest_isLeftAlone() {
    assertThat(Fixtures.run(UntrackedTestCases.class).failed()).isEmpty();
  }

  @TrackMemory
  static class UnusedTestCases {

    @Test
    void action() {
      assertThatMemory(PendingAssertsTest::nothing).afterWarmup(3);
    }

    @Test
    void scope(MemoryScope memory) {
      assertThatMemory(memory).allocations().ofType(String.class);
    }

    @Test
    void snapshot() {
      assertThatMemory(MemoryTracker.measure(PendingAssertsTest::nothing)).leaks();
    }

    @Test
    void soft() {
      SoftMemoryAssertions softly = new SoftMemoryAssertions();
      softly.assertThatMemory(PendingAssertsTest::nothing);
      softly.assertAll();
    }

    @Test
    void onThread() throws InterruptedException {
      Thread thread =
          new Thread(() -> assertThatMemory(PendingAssertsTest::nothing).as("on a thread"));
      thread.start();
      thread.join();
    }

    @Test
    void inLoop() {
      for (int i = 0; i < 4; i++) {
        var assertion = assertThatMemory(PendingAssertsTest::nothing);
        if (i == 0) {
          assertion.hasNoAllocations();
        }
      }
    }

    @Test
    void used() {
      assertThatMemory(PendingAssertsTest::nothing).afterWarmup(3).hasNoAllocations().hasNoLeaks();
      assertThatMemory(MemoryTracker.measure(PendingAssertsTest::nothing)).allocations().isEmpty();
    }
  }

  @TrackMemory
  static class TwoTestCases {

    @Test
    void two() {
      assertThatMemory(PendingAssertsTest::nothing);
      assertThatMemory(PendingAssertsTest::nothing).afterWarmup(1);
    }
  }

  @TrackMemory
  static class LifecycleTestCases {
    private io.trackmemory.dsl.MemoryAssert begun = assertThatMemory(PendingAssertsTest::nothing);

    @Test
    void begun() {
      begun = begun.afterWarmup(1);
    }

    @AfterEach
    void check() {
      begun.hasNoAllocations();
    }
  }

  @TrackMemory
  static class UnusedInSetUpTestCases {

    @BeforeEach
    void setUp() {
      assertThatMemory(PendingAssertsTest::nothing);
    }

    @Test
    void nothing() {}
  }

  @TrackMemory
  static class ManyTestCases {

    @ParameterizedTest(name = "number {0}")
    @ValueSource(ints = {1, 2})
    void invocation(int number) {
      var assertion = assertThatMemory(PendingAssertsTest::nothing);
      if (number == 2) {
        assertion.hasNoAllocations();
      }
    }

    @TestFactory
    List<DynamicTest> dynamic() {
      return List.of(
          DynamicTest.dynamicTest(
              "forgets", () -> assertThatMemory(PendingAssertsTest::nothing).afterWarmup(1)),
          DynamicTest.dynamicTest(
              "checks", () -> assertThatMemory(PendingAssertsTest::nothing).hasNoAllocations()));
    }
  }

  @TrackMemory
  static class BeforeAllTestCases {

    @BeforeAll
    static void start(MemoryScope memory) {
      assertThatMemory(PendingAssertsTest::nothing).as("of %s", memory);
    }

    @Test
    void nothing() {}
  }

  @TrackMemory
  static class OwnOutcomeTestCases {

    @Test
    void fails() throws IOException {
      assertThatMemory(PendingAssertsTest::nothing);
      throw new IOException("the test's own");
    }

    @Test
    void aborts() {
      assertThatMemory(PendingAssertsTest::nothing);
      abort("no network");
    }
  }

  static class UntrackedTestCases {

    @Test
    void forgets() {
      assertThatMemory(PendingAssertsTest::nothing);
    }
  }
}
