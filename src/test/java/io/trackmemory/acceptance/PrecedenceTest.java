package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A test's own failure comes first; ours is suppressed in it. */
class PrecedenceTest {

  private static final OrderBook BOOK = new OrderBook();

  private static final AtomicReference<IOException> OWN = new AtomicReference<>(new IOException());

  @TempDir static Path reports;

  @BeforeEach
  void newFailure() {
    OWN.set(new IOException("of the test"));
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static IOException own() {
    return Objects.requireNonNull(OWN.get());
  }

  @Test
  void ownFailureFirst_theSameInstance() {
    Outcome outcome = Engine.reportingTo(reports).run(OwnFailureTestCases.class);
    assertThat(outcome.failureOf("fails()")).isSameAs(own()).hasMessage("of the test");
    assertThat(own().getSuppressed())
        .hasSize(2)
        .allSatisfy(ours -> assertThat(ours).isInstanceOf(AssertionFailedError.class))
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            message -> assertThat(message).contains("to make no allocations but it made 1"),
            message -> assertThat(message).contains("to leak no objects but it leaked 2"));
  }

  @NoLeaks
  static class OwnFailureTestCases {

    @BeforeEach
    void setUp() {
      Registry.open(1);
    }

    @Test
    @NoAllocations
    void fails() throws IOException {
      BOOK.order(1);
      throw own();
    }
  }

  @Test
  void aborted_staysAborted() {
    Outcome outcome = Engine.reportingTo(reports).run(AbortedTestCases.class);
    assertThat(outcome.aborted()).containsExactly("aborts()");
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.failureOf("aborts()").getSuppressed()).isEmpty();
  }

  @NoLeaks
  @NoAllocations
  static class AbortedTestCases {

    @Test
    void aborts() {
      Registry.open(1);
      abort("not here");
    }
  }

  @Test
  void failingTearDown_comesFirst() {
    Outcome outcome = Engine.reportingTo(reports).run(FailingTearDownTestCases.class);
    assertThat(outcome.failureOf("leaks()")).isSameAs(own());
    assertThat(own().getSuppressed()).hasSize(1);
    assertThat(own().getSuppressed()[0]).hasMessageContaining("to leak no objects");
  }

  static class FailingTearDownTestCases {

    @Test
    @NoLeaks
    void leaks() {
      Registry.open(1);
    }

    @AfterEach
    void tearDown() throws IOException {
      throw own();
    }
  }

  @Test
  void exceptionOfLimitedBody_afterIt_trackingGoesOn() {
    Outcome outcome = Engine.reportingTo(reports).run(ErrorsTestCases.class);
    assertThat(outcome.failureOf("stack()")).isInstanceOf(StackOverflowError.class);
    assertThat(outcome.failed()).containsExactly("allocates()", "stack()");
    assertThat(outcome.failureOf("allocates()")).hasMessageContaining("but it made 1 (24 B)");
    assertThat(outcome.passed()).containsExactly("memory()", "sums()");
  }

  @NoAllocations
  static class ErrorsTestCases {

    @Test
    void memory() {
      try {
        BOOK.prices(Integer.MAX_VALUE);
      } catch (OutOfMemoryError expected) {
        return; // JUnit ends the whole run where a test throws it
      }
      throw new AssertionError("an array of 16 GiB was made");
    }

    @Test
    void stack() {
      stack(1);
    }

    @SuppressWarnings("InfiniteRecursion") // a stack overflow is what is asked for
    private static int stack(int depth) {
      return stack(depth + 1) + 1;
    }

    @Test
    void sums() {
      BOOK.sum(1, 2);
    }

    @Test
    void allocates() {
      BOOK.order(1);
    }
  }
}
