package io.trackmemory.report;

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
          Numbers.count(left.filteredCount(), "object")
              + " ("
              + Numbers.sizeAndExact(left.filteredBytes())
              + ") below trackmemory.filter.min-size are in no row; counts, bytes and verdicts"
              + " include them.");
    }
    if (left.unstackedCount() > 0) {
      sentences.add(
          Numbers.count(left.unstackedCount(), "allocation")
              + " in library code had no call stack taken, so that the caller is not known.");
    }
    if (left.unfollowedCount() > 0) {
      sentences.add(
          Numbers.count(left.unfollowedCount(), "live object")
              + " beyond trackmemory.live.max were not followed.");
    }
    return sentences.isEmpty() ? List.of("Nothing was filtered or dropped.") : sentences;
  }
}
