package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the template of a test's page shows. Components are the keys of the template.
 *
 * @param assets style, script and policy
 * @param name display name of the test
 * @param id class, method and invocation
 * @param status how the test ended, as the style is called
 * @param verdict the same in words
 * @param facts when it ended and how long it took
 * @param headline the check that the page is about, none or one
 * @param failures messages of what broke
 * @param stackTraces where it was thrown, none or one
 * @param blamed lines to look at first, none or one list
 * @param searched whether a check was about leaks
 * @param searches what was found
 * @param growth what repeated runs left behind, none or one section
 * @param measurements what the page's check saw, then the test's own scope
 * @param conditions where the test ran
 * @param verdicts all checks
 */
record PageView(
    Assets assets,
    String name,
    String id,
    String status,
    String verdict,
    List<Fact> facts,
    List<String> headline,
    List<FailureView> failures,
    List<String> stackTraces,
    List<Listed<SiteRow>> blamed,
    boolean searched,
    List<LeakSearchView> searches,
    List<Listed<GrowthView>> growth,
    List<MeasurementView> measurements,
    List<Fact> conditions,
    List<VerdictView> verdicts) {

  /** Longest message that a page shows, in characters. */
  static final int MAX_MESSAGE_CHARS = 20_000;

  private static final int BLAMED = 3;

  /** A message and the type of what was thrown, the empty string for a check's own. */
  record FailureView(String type, String message) {}

  static PageView of(ReportContent content) {
    TestReport report = content.report();
    return new PageView(
        Assets.shared(),
        VisibleText.name(report.displayName()),
        VisibleText.name(report.test().toString()),
        report.status().name().toLowerCase(Locale.ROOT),
        verdict(report),
        List.of(
            new Fact("Finished", Numbers.time(report.finishedAt()), ""),
            new Fact("Took", Numbers.elapsed(report.elapsed()), "")),
        content.decisive().stream().map(decisive -> VisibleText.name(decisive.check())).toList(),
        failures(content),
        content.failure().stream()
            .map(failure -> VisibleText.lines(failure.stackTrace(), MAX_MESSAGE_CHARS))
            .toList(),
        blamed(content),
        !content.leakSearches().isEmpty(),
        content.leakSearches().stream().map(LeakSearchView::of).toList(),
        Listed.of(content.growth().stream().map(GrowthView::of).toList()),
        measurements(content),
        ConditionFacts.of(content.conditions()),
        VerdictView.all(report.checks()));
  }

  private static String verdict(TestReport report) {
    return switch (report.status()) {
      case PASSED -> "Passed";
      case FAILED -> "Failed";
      case ABORTED -> "Aborted";
    };
  }

  /** What was thrown, then the messages of failed checks that it does not contain. */
  private static List<FailureView> failures(ReportContent content) {
    List<FailureView> failures = new ArrayList<>();
    content.failure().map(PageView::failure).ifPresent(failures::add);
    String thrown = content.failure().map(Failure::message).orElse("");
    content.report().verdicts().stream()
        .filter(verdict -> verdict.outcome() != Verdict.Outcome.PASSED)
        .map(Verdict::message)
        .filter(message -> !message.isBlank() && !thrown.contains(message))
        .distinct()
        .forEach(message -> failures.add(new FailureView("", text(message))));
    return failures;
  }

  private static FailureView failure(Failure failure) {
    String message = failure.message().isBlank() ? "(no message)" : failure.message();
    return new FailureView(VisibleText.name(failure.type()), text(message));
  }

  private static String text(String message) {
    return VisibleText.lines(message.strip(), MAX_MESSAGE_CHARS);
  }

  /** The lines that the broken check's message names first. */
  private static List<Listed<SiteRow>> blamed(ReportContent content) {
    List<SiteStatistics> lines = content.broken().map(Verdict::blamed).orElse(List.of());
    long total = lines.stream().mapToLong(SiteStatistics::bytes).sum();
    return Listed.of(lines.stream().limit(BLAMED).map(line -> SiteRow.of(line, total)).toList());
  }

  private static List<MeasurementView> measurements(ReportContent content) {
    List<MeasurementView> views = new ArrayList<>();
    content
        .measurements()
        .forEach(measurement -> views.add(MeasurementView.of(measurement, views.isEmpty())));
    return views;
  }
}
