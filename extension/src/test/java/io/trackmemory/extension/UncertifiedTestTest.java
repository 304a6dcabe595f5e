package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.extension.Runners.Skipper;
import io.trackmemory.tracker.CannotCertifyException;
import io.trackmemory.tracker.spi.Settings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A limit that nobody could look at never passes. */
class UncertifiedTestTest {

  private static final Limits NONE = new Limits(List.of(), List.of());
  private static final Limits TWO =
      new Limits(
          List.of(new Limit("@NoLeaks", scope -> {}, (failure, scope) -> "")),
          List.of(new Limit("@NoAllocations", scope -> {}, (failure, scope) -> "")));

  private final List<String> calls = new ArrayList<>();

  @Test
  void close_withLimits_fails() {
    assertThatThrownBy(() -> untracked(TWO, "fail", Optional.empty()).close())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("Cannot certify @NoAllocations, @NoLeaks: no agent");
  }

  @Test
  void close_withLimitsAndAbort_aborts() {
    assertThatThrownBy(() -> untracked(TWO, "abort", Optional.empty()).close())
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("Cannot certify @NoAllocations, @NoLeaks: no agent");
  }

  @Test
  void close_ofAFailedTest_isSuppressedInItsFailure() {
    Throwable own = new IllegalStateException("own");
    untracked(TWO, "fail", Optional.of(own)).close();
    assertThat(own.getSuppressed()).hasSize(1);
  }

  @Test
  void close_withoutLimits_saysThatNothingWasTracked() {
    untracked(NONE, "fail", Optional.empty()).close();
    assertThat(calls).contains("publishReportEntry");
  }

  @Test
  void scope_isRefused() {
    assertThatThrownBy(() -> untracked(NONE, "fail", Optional.empty()).scope())
        .isInstanceOf(CannotCertifyException.class)
        .hasMessage("Cannot certify memory: no agent");
  }

  @Test
  void body_thatAnotherExtensionSkips_cannotBeCertified() {
    Outcome outcome = Fixtures.run(SkippedTestCases.class);
    assertThat(outcome.failureOf("neverRuns()"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage(
            "Cannot certify @NoAllocations: the body of SkippedTestCases.neverRuns did not run where"
                + " TrackMemory could see it: another extension (Skipper) kept it from running, or"
                + " ran it in a thread of another test or in another JVM, or its class could not be"
                + " rewritten; put TrackMemory's annotation before that extension, or call the code"
                + " in assertThatMemory(...) inside the test");
  }

  private UncertifiedTest untracked(
      Limits limits, String uncertified, Optional<Throwable> failure) {
    Settings settings =
        Settings.of(key -> Optional.empty(), List.of())
            .with(Settings.ABORT_UNCERTIFIED, uncertified);
    TrackingPlan plan =
        new TrackingPlan(settings, ReportPolicy.NEVER, Threads.FOLLOWED, limits, true);
    UncertifiedTest test = new UncertifiedTest(context(failure), plan, "no agent");
    test.begins();
    return test;
  }

  private ExtensionContext context(Optional<Throwable> failure) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          calls.add(method.getName());
          if (method.getName().equals("getExecutionException")) {
            return failure;
          }
          return method.getReturnType() == Optional.class ? Optional.empty() : null;
        };
    return (ExtensionContext)
        Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            handler);
  }

  @NoAllocations
  @ExtendWith(Skipper.class)
  static class SkippedTestCases {

    @Test
    void neverRuns() {}
  }
}
