package io.trackmemory.extension;

import io.trackmemory.report.TestId;
import io.trackmemory.report.TestReport;
import io.trackmemory.report.WrittenReport;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The page of one test, or of one class as a whole, written or not as the policy says, and its
 * events where they are kept, page or not. Confined to the thread that runs the test's callbacks,
 * but for the address, which any may ask for. What it is called and where it is are worked out when
 * asked for: few tests need it.
 */
final class TestPage {

  private final ReportPolicy policy;
  private final ExtensionContext context;
  private final Settings settings;
  private final RunReports reports;
  private final boolean keepsEvents;
  private final long openedNanos = System.nanoTime();

  TestPage(ExtensionContext context, TrackingPlan plan) {
    this.policy = plan.report();
    this.context = context;
    this.settings = plan.settings();
    this.reports = RunReports.of(context);
    // Those of a class are its tests', which are kept with these.
    this.keepsEvents = Contexts.isTest(context) && settings.get(ExtensionSettings.REPORT_EVENTS);
  }

  private TestId test() {
    return TestIds.of(context);
  }

  private Path folder() {
    return ReportDirectory.of(settings, Contexts.testClass(context));
  }

  /** Where the page will be, if one may be written. */
  Optional<URI> address() {
    return policy.mayWrite() ? reports.addressOf(folder(), test()) : Optional.empty();
  }

  /** Whether {@link #write} needs to know what was measured; else {@link #remove} does its work. */
  boolean tells(Optional<Throwable> failure) {
    return policy.writes(status(failure) == TestReport.Status.FAILED)
        || (keepsEvents && policy.mayWrite());
  }

  /** Removes the page of an earlier run. */
  void remove() {
    if (policy.mayWrite()) {
      reports.remove(folder(), this::test);
    }
  }

  void write(Optional<Throwable> failure, Ending ending) {
    TestReport.Status status = status(failure);
    Path folder = folder();
    TestReport report =
        new TestReport(
            test(),
            context.getDisplayName(),
            status,
            failure,
            ending.snapshot(),
            ending.checks(),
            Instant.now(),
            Duration.ofNanos(System.nanoTime() - openedNanos),
            settings.get(ExtensionSettings.REPORT_CONFIDENTIAL));
    if (policy.writes(status == TestReport.Status.FAILED)) {
      reports.write(folder, report).ifPresent(written -> tell(written, report));
    } else {
      remove();
    }
    if (keepsEvents && policy.mayWrite()) {
      reports.appendEvents(folder, report);
    }
  }

  private void tell(WrittenReport written, TestReport report) {
    // It has the values of all objects.
    if (settings.get(ExtensionSettings.REPORT_HEAP_DUMP)
        && !report.confidential()
        && report.verdicts().stream().anyMatch(TestPage::isLeak)) {
      reports.dumpHeap(written);
    }
    reports.tell(written, settings);
    PublishedFiles.of(written, settings.get(ExtensionSettings.REPORT_PUBLISH), context);
  }

  private static boolean isLeak(Verdict verdict) {
    return verdict.outcome() == Outcome.FAILED
        && (verdict.about() == About.LEAKS || verdict.about() == About.OFF_HEAP_LEAKS);
  }

  private static TestReport.Status status(Optional<Throwable> failure) {
    return failure
        .map(
            thrown ->
                Failures.isAborting(thrown) ? TestReport.Status.ABORTED : TestReport.Status.FAILED)
        .orElse(TestReport.Status.PASSED);
  }
}
