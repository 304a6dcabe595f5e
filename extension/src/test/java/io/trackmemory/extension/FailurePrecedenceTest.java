package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trackmemory.extension.Fixtures.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.AssertionFailedError;

class FailurePrecedenceTest {

  static final AtomicReference<IOException> OWN = new AtomicReference<>();
  static final Map<Object, Object> REGISTRY = new ConcurrentHashMap<>();

  @AfterEach
  void clear() {
    REGISTRY.clear();
  }

  @Test
  void failedTest_keepsItsOwnFailureWithOursSuppressed() {
    Outcome outcome = Fixtures.run(FailingTestCases.class);
    Throwable failure = outcome.failureOf("fails()");
    assertThat(failure).isSameAs(OWN.get());
    Throwable[] suppressed = failure.getSuppressed();
    assertThat(suppressed)
        .hasSize(2)
        .allSatisfy(ours -> assertThat(ours).isInstanceOf(AssertionFailedError.class));
    assertThat(suppressed[0]).hasMessageContaining("to make no allocations");
    assertThat(suppressed[1]).hasMessageContaining("to leak no objects");
  }

  @Test
  void abortedTest_staysAborted() {
    Outcome outcome = Fixtures.run(AbortingTestCases.class);
    assertThat(outcome.tests(Status.ABORTED)).containsExactly("aborts()");
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.failureOf("aborts()").getSuppressed()).isEmpty();
  }

  @Test
  void brokenBodyLimit_precedesTheLeak() {
    Throwable failure = Fixtures.run(BothTestCases.class).failureOf("both()");
    assertThat(failure).hasMessageContaining("to make no allocations");
    assertThat(List.of(failure.getSuppressed()))
        .singleElement()
        .satisfies(leak -> assertThat(leak).hasMessageContaining("to leak no objects"));
  }

  @Test
  void failingSetUp_keepsItsFailure() {
    assertThat(Fixtures.run(SetUpTestCases.class).failureOf("neverRuns()"))
        .isInstanceOf(IOException.class)
        .hasMessage("set-up")
        .hasNoSuppressedExceptions();
  }

  @NoLeaks
  @NoAllocations
  static class FailingTestCases {

    @Test
    void fails() throws IOException {
      REGISTRY.put("fails", new Object());
      IOException failure = new IOException("the test's own");
      OWN.set(failure);
      throw failure;
    }
  }

  @NoLeaks
  @NoAllocations
  static class AbortingTestCases {

    @Test
    void aborts() {
      REGISTRY.put("aborts", new Object());
      abort("no network");
    }
  }

  @NoLeaks
  @NoAllocations
  static class BothTestCases {

    @Test
    void both() {
      REGISTRY.put("both", new Object());
    }
  }

  @NoLeaks
  @NoAllocations
  static class SetUpTestCases {

    @org.junit.jupiter.api.BeforeEach
    void fail() throws IOException {
      throw new IOException("set-up");
    }

    @Test
    void neverRuns() {}
  }
}
