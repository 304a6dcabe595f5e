package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.extension.Runners.Skipper;
import io.trackmemory.sample.Marks;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Where a body runs nowhere, or does not end, nothing is certified. */
class BodyNotRunTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void testThatAnotherExtensionAborts_isAborted() {
    for (Class<?> fixture : List.of(AbortedTestCases.class, AbortedForOursTestCases.class)) {
      Outcome outcome = Fixtures.run(fixture);
      outcome.assertNothingFailed();
      assertThat(outcome.results().testEvents().aborted().count()).as(outcome.toString()).isOne();
    }
  }

  @Test
  void bodyThatRunsNowhere_cannotBeCertified() {
    Outcome outcome = Fixtures.run(SkippedTestCases.class);
    assertThat(outcome.passed()).containsExactly("unlimited()");
    assertThat(outcome.failureOf("leaks()")).hasMessageStartingWith(uncertified("@NoLeaks"));
    assertThat(outcome.failureOf("direct()"))
        .hasMessageStartingWith(uncertified("@NoDirectMemoryLeaks"));
    assertThat(outcome.failureOf("peaks()"))
        .hasMessageStartingWith(uncertified("@LimitPeak(\"1 KiB\")"));
    assertThat(outcome.failureOf("allocates()"))
        .hasMessageStartingWith(uncertified("@LimitAllocations(count = 7)"));
    Outcome bySetting = Fixtures.run(SkippedTestCases.class, "trackmemory.limit.count", "5");
    assertThat(bySetting.failureOf("unlimited()"))
        .hasMessageStartingWith(uncertified("trackmemory.limit.count=5"));
    Outcome aborted = Fixtures.run(SkippedTestCases.class, "trackmemory.uncertified", "abort");
    assertThat(aborted.failed()).as(aborted.toString()).isEmpty();
    assertThat(aborted.passed()).containsExactly("unlimited()");
  }

  private static String uncertified(String what) {
    return "Cannot certify " + what + ": the body of SkippedTestCases.";
  }

  @Test
  void bodyThatGoesOn_cannotBeCertified() {
    Outcome outcome = Fixtures.run(GoesOnTestCases.class);
    GoesOn.END.countDown();
    assertThat(outcome.failureOf("allocates()"))
        .hasMessage(
            "Cannot certify @NoAllocations: the body of GoesOnTestCases.allocates has not ended;"
                + " call the code in assertThatMemory(...) instead");
  }

  static final class Aborter implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context) {
      invocation.skip();
      throw new TestAbortedException("on purpose");
    }
  }

  @ExtendWith(Aborter.class)
  @NoLeaks
  @NoAllocations
  static class AbortedTestCases {

    @Test
    void neverRuns() {}
  }

  static final class AborterForOurs implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      try {
        invocation.proceed();
      } catch (AssertionFailedError e) {
        throw new TestAbortedException("expected to fail", e);
      }
    }
  }

  @ExtendWith(AborterForOurs.class)
  @NoAllocations
  static class AbortedForOursTestCases {

    @Test
    void allocates() {
      Marks.make(1);
    }
  }

  @ExtendWith(Skipper.class)
  @TrackMemory
  static class SkippedTestCases {

    @Test
    void unlimited() {}

    @Test
    @NoLeaks
    void leaks() {}

    @Test
    @NoDirectMemoryLeaks
    void direct() {}

    @Test
    @LimitPeak("1 KiB")
    void peaks() {}

    @Test
    @LimitAllocations(count = 7)
    void allocates() {}
  }

  static final class GoesOn implements InvocationInterceptor {

    static final CountDownLatch BEGUN = new CountDownLatch(1);
    static final CountDownLatch END = new CountDownLatch(1);

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      invocation.skip();
      Thread thread =
          new Thread(
              () -> {
                try {
                  Runners.run(method);
                } catch (Throwable e) {
                  throw new AssertionError(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      BEGUN.await();
    }
  }

  @ExtendWith(GoesOn.class)
  @TrackMemory
  static class GoesOnTestCases {

    @Test
    @NoAllocations
    void allocates() throws InterruptedException {
      GoesOn.BEGUN.countDown();
      GoesOn.END.await();
    }
  }
}
