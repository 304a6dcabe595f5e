package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a test allocated and left behind in all. It stands near the head of the JSON, so that the
 * index reads no rows.
 *
 * @param allocationCount objects that the whole test allocated, empty where not measured
 * @param allocatedBytes their bytes, likewise
 * @param left what it left behind by the search that found most, empty where none could tell
 */
record ReportTotals(
    OptionalLong allocationCount, OptionalLong allocatedBytes, Optional<Left> left) {

  /**
   * Objects left behind, in the heap.
   *
   * @param count leaked objects
   * @param bytes their shallow size in bytes
   * @param toldCount objects that libraries keep, which are told and not judged
   * @param toldBytes their shallow size in bytes
   * @param estimated whether count and bytes are estimated from a sample
   */
  record Left(long count, long bytes, long toldCount, long toldBytes, boolean estimated) {

    static final Comparator<Left> LEAST_FIRST =
        Comparator.comparingLong(Left::count)
            .thenComparing(Left::bytes)
            .thenComparing(Left::toldCount);

    static Left of(LeakResult found) {
      long toldCount = objects(found.told());
      long toldBytes = shallow(found.told());
      return found
          .estimate()
          .map(
              all ->
                  new Left(
                      Math.round(all.count()), Math.round(all.bytes()), toldCount, toldBytes, true))
          .orElseGet(
              () ->
                  new Left(
                      objects(found.leaks()), shallow(found.leaks()), toldCount, toldBytes, false));
    }

    private static long objects(List<Leak> leaks) {
      return leaks.stream().mapToLong(Leak::objectCount).sum();
    }

    private static long shallow(List<Leak> leaks) {
      return leaks.stream().mapToLong(Leak::shallowBytes).sum();
    }
  }

  static ReportTotals of(ReportContent content) {
    MemorySnapshot seen = content.report().snapshot();
    return new ReportTotals(
        Numbers.measured(seen, seen.allocationCount()),
        Numbers.measured(seen, seen.allocatedBytes()),
        content.leakSearches().stream()
            .filter(search -> !search.isOffHeap() && search.result().uncertified().isEmpty())
            .map(search -> Left.of(search.result()))
            .max(Left.LEAST_FIRST));
  }

  JsonObject json() {
    return new JsonObject()
        .with("allocationCount", allocationCount)
        .with("allocatedBytes", allocatedBytes)
        .with("left", left.map(ReportTotals::json));
  }

  private static JsonObject json(Left left) {
    return JsonMeasurement.totals(left.count(), left.bytes())
        .with("toldCount", left.toldCount())
        .with("toldBytes", left.toldBytes())
        .with("estimated", left.estimated());
  }
}
