package io.trackmemory.report;

import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<Blame> blamed,
    boolean searched,
    List<LeakSearchView> searches,
    List<GrowthView.Section> growth,
    List<MeasurementView> measurements,
    List<Fact> conditions,
    List<VerdictView> verdicts) {

  /** Longest message that a page shows, in characters. */
  static final int MAX_MESSAGE_CHARS = 20_000;

  private static final int BLAMED = 3;

  /** A message and the type of what was thrown, the empty string for a check's own. */
  record FailureView(String type, String message) {}

  /** Lines to look at first. */
  record Blame(List<SiteRow> rows) {}

  static PageView of(ReportContent content) {
    TestReport report = content.report();
    return new PageView(
        Assets.shared(),
        SiteRow.name(report.displayName()),
        SiteRow.name(report.test().toString()),
        report.status().name().toLowerCase(Locale.ROOT),
        verdict(report),
        List.of(
            new Fact("Finished", Numbers.time(report.finishedAt()), ""),
            new Fact("Took", Numbers.elapsed(report.elapsed()), "")),
        content.decisive().stream().map(decisive -> SiteRow.name(decisive.check())).toList(),
        failures(content),
        content.failure().stream()
            .map(failure -> VisibleText.lines(failure.stackTrace(), MAX_MESSAGE_CHARS))
            .toList(),
        blamed(content),
        !content.leakSearches().isEmpty(),
        content.leakSearches().stream().map(LeakSearchView::of).toList(),
        GrowthView.Section.of(content.growth()),
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
        .filter(message -> !message.isBlank() && !thrown.contains(finding(message)))
        .distinct()
        .forEach(message -> failures.add(new FailureView("", text(message))));
    return failures;
  }

  /* What a check found, whatever would accept it: what was thrown may name an annotation instead. */
  private static String finding(String message) {
    int accept = message.lastIndexOf("\nTo accept: ");
    return accept < 0 ? message : message.substring(0, accept);
  }

  private static FailureView failure(Failure failure) {
    String message = failure.message().isBlank() ? "(no message)" : failure.message();
    return new FailureView(SiteRow.name(failure.type()), text(message));
  }

  private static String text(String message) {
    return VisibleText.lines(message.strip(), MAX_MESSAGE_CHARS);
  }

  /** Lines that made what the broken check is about: alive at the peak, leaked, growing, or all. */
  private static List<Blame> blamed(ReportContent content) {
    return content
        .broken()
        .map(broken -> blamed(content, broken))
        .filter(rows -> !rows.isEmpty())
        .map(Blame::new)
        .stream()
        .toList();
  }

  private static List<SiteRow> blamed(ReportContent content, Verdict broken) {
    MemorySnapshot seen = content.measurements().get(0).snapshot();
    if (GrowthLook.isAboutGrowth(broken)) {
      return rows(growing(content, seen));
    }
    if (LeakSearch.isAboutLeaks(broken)) {
      return leaked(content);
    }
    return rows(broken.check().contains("Peak") ? alive(seen.peakResult()) : seen.sites());
  }

  private static List<SiteStatistics> alive(PeakResult peak) {
    return peak.moments().isEmpty() ? peak.atLeastOf() : peak.moments().get(0).live();
  }

  /* Growth knows holders and types; the lines are those that made objects of these types. */
  private static List<SiteStatistics> growing(ReportContent content, MemorySnapshot seen) {
    Set<String> types =
        content.growth().stream()
            .flatMap(look -> look.result().holders(Shape.GROWING).stream())
            .flatMap(holder -> holder.types().stream())
            .map(TypeStatistics::typeName)
            .collect(Collectors.toSet());
    return seen.sites().stream().filter(site -> types.contains(site.typeName())).toList();
  }

  private static List<SiteRow> leaked(ReportContent content) {
    return rows(
        content.leakSearches().stream()
            .flatMap(search -> search.result().leaks().stream())
            .flatMap(leak -> leak.objects().stream())
            .toList());
  }

  private static List<SiteRow> rows(List<SiteStatistics> sites) {
    long total = sites.stream().mapToLong(SiteStatistics::bytes).sum();
    return sites.stream().limit(BLAMED).map(site -> SiteRow.of(site, total)).toList();
  }

  private static List<MeasurementView> measurements(ReportContent content) {
    List<MeasurementView> views = new ArrayList<>();
    content
        .measurements()
        .forEach(measurement -> views.add(MeasurementView.of(measurement, views.isEmpty())));
    return views;
  }
}
