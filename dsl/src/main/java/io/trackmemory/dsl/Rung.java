package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.RateText;
import java.util.List;
import java.util.Optional;

/**
 * What was seen at one size.
 *
 * @param seen bytes
 * @param lines the lines of code that they are of
 * @param snapshot the measurement; empty where there is none
 * @param uncertified why nothing is known, and what to do
 */
record Rung(
    int size,
    Range seen,
    List<SiteStatistics> lines,
    Optional<MemorySnapshot> snapshot,
    Optional<String> uncertified) {

  static Rung of(int size, Range seen, List<SiteStatistics> lines, MemorySnapshot snapshot) {
    return new Rung(size, seen, lines, Optional.of(snapshot), Optional.empty());
  }

  static Rung unknown(int size, String cause) {
    return new Rung(size, Range.exactly(0), List.of(), Optional.empty(), Optional.of(cause));
  }

  /** What both know of the same size. */
  Rung closer(Rung other) {
    if (other.uncertified().isPresent()) {
      return other;
    }
    Range both =
        new Range(
            Math.max(seen.atLeast(), other.seen.atLeast()),
            Math.min(seen.atMost(), other.seen.atMost()));
    Rung higher = other.seen.atLeast() >= seen.atLeast() ? other : this;
    return new Rung(size, both, higher.lines, other.snapshot, Optional.empty());
  }

  /** {@code 4 KiB}, or {@code 4 KiB to 4.5 KiB}. */
  String amount() {
    return seen.isExact()
        ? Sizes.rounded(seen.atLeast())
        : Sizes.rounded(seen.atLeast()) + " to " + Sizes.rounded(seen.atMost());
  }

  /** The same, divided by what an order of growth comes to at this size. */
  String share(Growth order) {
    String least = RateText.bytes(seen.atLeast() / order.of(size));
    return seen.isExact() ? least : least + " to " + RateText.bytes(seen.atMost() / order.of(size));
  }
}
