package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A class that is judged as it ends: after clean-up, and beside failures of its own. */
class ClassLeaksEndTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void cleanUpOfExtensions_comesBefore() {
    Fixtures.assertPasses(CleanedTestCases.class, 1);
    Fixtures.assertPasses(CleanedPerClassTestCases.class, 1);
  }

  @Test
  void failuresOfTests_areHeldByJUnit() {
    Outcome outcome = Fixtures.run(FailingTestCases.class);
    assertThat(outcome.failed()).containsExactly("dynamic", "fails()");
    assertThat(outcome.tests(Status.ABORTED)).containsExactly("aborts()");
    assertThat(outcome.containersFailed()).as(outcome.toString()).isEmpty();
  }

  @Test
  void ownFailureFirst_theSameInstance() {
    Outcome outcome = Fixtures.run(FailingBeforeAllTestCases.class);
    assertThat(outcome.failureOf(FailingBeforeAllTestCases.class))
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
    outcome.assertNothingFailed();
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
}
