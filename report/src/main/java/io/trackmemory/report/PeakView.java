package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakResult;
import java.util.List;

/**
 * What is known of live bytes where a limit on them was passed, or could not be decided. Components
 * are the keys of the template.
 *
 * @param uncertified why a limit could not be decided, none or one
 * @param moments limits that were passed
 */
record PeakView(List<String> uncertified, List<PeakMomentView> moments) {

  /** None where no limit was passed and none is in doubt. */
  static List<PeakView> of(MemorySnapshot seen) {
    PeakResult peak = seen.peakResult();
    return peak.moments().isEmpty() && peak.uncertified().isEmpty()
        ? List.of()
        : List.of(
            new PeakView(
                peak.uncertified().stream().map(cause -> VisibleText.lines(cause, 2_000)).toList(),
                PeakMomentView.of(peak)));
  }
}
