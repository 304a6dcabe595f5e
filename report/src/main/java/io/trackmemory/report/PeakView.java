package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakResult;
import java.util.List;

/**
 * What is known of live bytes where a limit on them was in force. Components are the keys of the
 * template.
 *
 * @param uncertified why a limit could not be decided, none or one
 * @param moments limits that were passed
 * @param curves live bytes over the course of the scope, for each limit that was in force
 */
record PeakView(
    List<String> uncertified, List<PeakMomentView> moments, List<PeakCurveChart> curves) {

  /** None where no limit was in force. */
  static List<PeakView> of(MemorySnapshot seen) {
    PeakResult peak = seen.peakResult();
    return peak.moments().isEmpty() && peak.uncertified().isEmpty() && peak.curves().isEmpty()
        ? List.of()
        : List.of(
            new PeakView(
                peak.uncertified().stream().map(cause -> VisibleText.lines(cause, 2_000)).toList(),
                PeakMomentView.of(peak),
                PeakCurveChart.of(peak.curves())));
  }
}
