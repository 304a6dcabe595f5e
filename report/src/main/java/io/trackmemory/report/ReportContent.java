package io.trackmemory.report;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What page and JSON of one test are both printed from.
 *
 * @param report what is known of the test
 * @param failure what it failed with or was aborted by
 * @param decisive the check that the report is about: the one whose message was thrown, else the
 *     first that failed, else the first that could not be certified
 * @param measurements what the decisive check looked at, then the test's own scope; one where they
 *     are the same or there is no such check
 * @param leakSearches searches for leaks, empty where no check asked for one
 * @param growth what repeated runs left behind, empty where no check asked for it
 * @param judged grades and findings of the first measurement
 * @param conditions where the test ran
 * @param sources where lines of source are found
 */
record ReportContent(
    TestReport report,
    Optional<Failure> failure,
    Optional<Verdict> decisive,
    List<MeasurementLook> measurements,
    List<LeakLook> leakSearches,
    List<GrowthLook> growth,
    Judged judged,
    Conditions conditions,
    Sources sources) {

  static ReportContent of(TestReport report, Conditions conditions) {
    return of(report, conditions, Sources.NONE);
  }

  static ReportContent of(TestReport told, Conditions conditions, Sources sources) {
    return told.confidential()
        ? of(told, Confidential.shown(told), Confidential.shown(conditions), Sources.NONE)
        : of(told, told, conditions, sources);
  }

  /* What a test failed with is told by its checks, too. */
  private static ReportContent of(
      TestReport told, TestReport report, Conditions conditions, Sources sources) {
    Optional<Failure> whole = told.failure().map(Failure::of);
    Optional<Failure> failure =
        told.confidential() ? whole.map(each -> Confidential.shown(each, told)) : whole;
    Optional<Verdict> decisive =
        failure
            .flatMap(thrown -> first(report, verdict -> isTold(verdict, thrown)))
            .or(() -> first(report, verdict -> verdict.outcome() == Outcome.FAILED))
            .or(() -> first(report, verdict -> verdict.outcome() == Outcome.UNCERTIFIED));
    List<MeasurementLook> measurements = measurements(report, decisive);
    List<LeakLook> searches = LeakLook.of(report);
    List<GrowthLook> growth = GrowthLook.of(report);
    return new ReportContent(
        report,
        failure,
        decisive,
        measurements,
        searches,
        growth,
        Judged.of(report, measurements.get(0), searches, growth, conditions),
        conditions,
        sources);
  }

  private static boolean isTold(Verdict verdict, Failure thrown) {
    return verdict.outcome() != Outcome.PASSED && verdict.message().equals(thrown.message());
  }

  private static Optional<Verdict> first(TestReport report, Predicate<Verdict> which) {
    return report.verdicts().stream().filter(which).findFirst();
  }

  @SuppressWarnings("ReferenceEquality") // the same measurement, not one that looks the same
  private static List<MeasurementLook> measurements(TestReport report, Optional<Verdict> decisive) {
    List<MeasurementLook> measurements = new ArrayList<>();
    decisive
        .flatMap(Verdict::snapshot)
        .filter(snapshot -> snapshot != report.snapshot())
        .map(snapshot -> new MeasurementLook(decisive.map(Verdict::check), snapshot))
        .ifPresent(measurements::add);
    measurements.add(new MeasurementLook(Optional.empty(), report.snapshot()));
    return List.copyOf(measurements);
  }

  /** Whether it is the decisive check that the test ended by, and not a failure of its own. */
  boolean isOfDecisive() {
    return decisive.isPresent()
        && (failure.isEmpty() || isTold(decisive.get(), failure.get()) || isOnlyJoined());
  }

  /* Several failures are thrown as one, with the first one's message or with all. */
  private boolean isOnlyJoined() {
    String thrown = failure.map(Failure::message).orElse("");
    return decisive
        .map(each -> !each.message().isEmpty() && thrown.contains(each.message()))
        .orElse(false);
  }

  /** The decisive check if it failed, so that lines can be blamed for it. */
  Optional<Verdict> broken() {
    return decisive.filter(verdict -> verdict.outcome() == Outcome.FAILED);
  }
}
