package io.trackmemory.extension;

import io.trackmemory.report.TestId;
import io.trackmemory.report.TestReport;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The page of one test, written or not as the policy says, and its events where they are kept, page
 * or not. Confined to the thread that runs the test's callbacks.
 */
final class TestPage {

  private final ReportPolicy policy;
  private final TestId test;
  private final String displayName;
  private final RunReports reports;
  private final Path folder;
  private final boolean keepsEvents;
  private final long openedNanos = System.nanoTime();

  private TestPage(
      ReportPolicy policy,
      TestId test,
      String displayName,
      RunReports reports,
      Path folder,
      boolean keepsEvents) {
    this.policy = policy;
    this.test = test;
    this.displayName = displayName;
    this.reports = reports;
    this.folder = folder;
    this.keepsEvents = keepsEvents;
  }

  static TestPage of(ExtensionContext context, TrackingPlan plan) {
    return new TestPage(
        plan.report(),
        TestIds.of(context),
        context.getDisplayName(),
        RunReports.of(context),
        ReportDirectory.of(plan.settings(), Contexts.testClass(context)),
        plan.settings().get(ExtensionSettings.REPORT_EVENTS));
  }

  /** Where the page will be, if one may be written. */
  Optional<URI> address() {
    return policy.mayWrite() ? reports.addressOf(folder, test) : Optional.empty();
  }

  /** Whether {@link #write} needs to know what was measured; else {@link #remove} does its work. */
  boolean tells(Optional<Throwable> failure) {
    return policy.writes(status(failure) == TestReport.Status.FAILED)
        || (keepsEvents && policy.mayWrite());
  }

  /** Removes the page of an earlier run. */
  void remove() {
    if (policy.mayWrite()) {
      reports.remove(folder, test);
    }
  }

  void write(Optional<Throwable> failure, MemorySnapshot snapshot, List<Verdict> verdicts) {
    TestReport.Status status = status(failure);
    TestReport report =
        new TestReport(
            test,
            displayName,
            status,
            failure,
            snapshot,
            verdicts,
            Instant.now(),
            Duration.ofNanos(System.nanoTime() - openedNanos));
    if (policy.writes(status == TestReport.Status.FAILED)) {
      reports.write(folder, report);
    } else {
      remove();
    }
    if (keepsEvents && policy.mayWrite()) {
      reports.appendEvents(folder, report);
    }
  }

  private static TestReport.Status status(Optional<Throwable> failure) {
    return failure
        .map(
            thrown ->
                Failures.isAborting(thrown) ? TestReport.Status.ABORTED : TestReport.Status.FAILED)
        .orElse(TestReport.Status.PASSED);
  }
}
