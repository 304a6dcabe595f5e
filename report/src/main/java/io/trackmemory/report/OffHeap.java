package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import java.util.List;
import java.util.Optional;

/** What a measurement saw off the heap, as page and JSON show it; nothing where it did not look. */
final class OffHeap {

  private OffHeap() {}

  static List<Fact> facts(MemorySnapshot seen) {
    return seen.directMemory().map(OffHeap::fact).stream().toList();
  }

  private static Fact fact(DirectMemory seen) {
    PeakBracket highest = seen.highest();
    boolean exact = highest.atLeast() == highest.atMost();
    String detail =
        exact
            ? Numbers.exact(highest.atMost())
            : "from " + Numbers.exact(highest.atLeast()) + " to " + Numbers.exact(highest.atMost());
    String growth =
        seen.residentGrowthBytes().isPresent()
            ? "; resident size of the process "
                + (seen.residentGrowthBytes().getAsLong() < 0 ? "-" : "+")
                + Numbers.size(Math.abs(seen.residentGrowthBytes().getAsLong()))
            : "";
    return new Fact(
        "Highest off the heap",
        (exact ? "" : "\u2264 ") + Numbers.size(highest.atMost()),
        detail + growth);
  }

  static List<Table<SiteRow>> table(MemorySnapshot seen, int maxRows) {
    return seen.directMemory()
        .map(direct -> SiteRow.table(direct.atHighest(), maxRows).ifAny())
        .orElse(List.of());
  }

  static Optional<JsonObject> json(MemorySnapshot seen) {
    return seen.directMemory()
        .map(
            direct ->
                new JsonObject()
                    .with("atLeast", direct.highest().atLeast())
                    .with("atMost", direct.highest().atMost())
                    .with("atHighest", direct.atHighest(), JsonMeasurement::site)
                    .with("firstUseBytes", direct.firstUseBytes())
                    .with("jdkBytes", direct.jdkBytes())
                    .with("residentGrowthBytes", direct.residentGrowthBytes()));
  }
}
