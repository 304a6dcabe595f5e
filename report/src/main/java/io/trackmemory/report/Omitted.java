package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import java.util.ArrayList;
import java.util.List;

/** What the rows of a measurement leave out, in sentences. */
final class Omitted {

  private Omitted() {}

  /** A sentence for each thing that is left out; one that says so where nothing is. */
  static List<String> of(MemorySnapshot seen) {
    Omissions left = seen.omissions();
    List<String> sentences = new ArrayList<>();
    if (left.filteredCount() > 0) {
      sentences.add(
          "In no row, being below trackmemory.filter.min-size: "
              + Numbers.count(left.filteredCount(), "object")
              + ", "
              + Numbers.sizeAndExact(left.filteredBytes())
              + " (counts, bytes and verdicts include them).");
    }
    if (left.unstackedCount() > 0) {
      sentences.add(
          "No caller known, having taken no call stack: "
              + Numbers.count(left.unstackedCount(), "allocation")
              + " in library code.");
    }
    if (left.unfollowedCount() > 0) {
      sentences.add(
          "Not followed, being beyond trackmemory.live.max: "
              + Numbers.count(left.unfollowedCount(), "live object")
              + ".");
    }
    return sentences.isEmpty() ? List.of("Nothing was filtered or dropped.") : sentences;
  }
}
