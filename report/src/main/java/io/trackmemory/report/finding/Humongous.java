package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.tracker.PeakBracket;
import java.util.List;
import java.util.Optional;

/**
 * An object takes more than half of a region of G1's heap, so that it gets regions of its own, one
 * behind the other, and what is left of the last stays empty: high where as many as were alive at
 * once for certain take 10 % of the heap's regions or more, medium from 1 %. Just half of a region
 * is no such object.
 */
final class Humongous implements FindingRule {

  static final String NAME = "humongous";

  private static final double HIGH_FROM = 0.1;
  private static final double MEDIUM_FROM = 0.01;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unasked(Evidence seen) {
    return seen.regionBytes().isPresent()
        ? Optional.empty()
        : Optional.of("the collector is not G1, which alone has such regions; use -XX:+UseG1GC");
  }

  @Override
  public List<Finding> find(Evidence seen) {
    long region = seen.regionBytes().orElse(Long.MAX_VALUE);
    return Pile.of(seen, made -> Optional.of(made.type())).stream()
        .filter(pile -> pile.largestBytes().orElse(0) > region / 2)
        .map(pile -> finding(seen, pile, region))
        .toList();
  }

  private static Finding finding(Evidence seen, Pile pile, long region) {
    long largest = pile.largestBytes().orElseThrow();
    long smallest = pile.smallestBytes().orElseThrow();
    boolean all = smallest > region / 2 && pile.taken() == pile.count();
    long regions = (largest + region - 1) / region;
    long empty = regions * region - largest;
    AtOnce atOnce = all ? AtOnce.of(seen, pile, smallest, largest) : AtOnce.ONE;
    double share = (double) atOnce.least * regions * region / Math.max(1, seen.maxHeapBytes());
    return new Finding(
        NAME,
        share >= HIGH_FROM ? Severity.HIGH : share >= MEDIUM_FROM ? Severity.MEDIUM : Severity.LOW,
        "More than half a region at once",
        (all ? Numbers.count(pile.count()) : "at least 1")
            + " \u00d7 "
            + Words.simple(pile.kind())
            + " of up to "
            + Numbers.size(largest)
            + (all && pile.count() > 1 ? ", " + atOnce + " of them alive at once" : "")
            + "; a region of this heap has "
            + Numbers.size(region)
            + ", so that one takes "
            + Numbers.count(regions, "region")
            + " for itself, "
            + Numbers.size(empty)
            + " of it empty ("
            + Numbers.share(empty, regions * region)
            + ")",
        Optional.of(pile.line()),
        "Take pieces of at most "
            + Numbers.size(region / 2)
            + ", header included"
            + (region < 32 << 20 ? ", or larger regions, by -XX:G1HeapRegionSize." : "."),
        Optional.of(new Saving(0, smallest == largest ? atOnce.least * empty : empty)));
  }

  /**
   * How many of a pile were alive at once, by the bounds on live bytes and no search: at most as
   * many as fit into the peak, at least what of it nothing else that was made can account for.
   */
  private record AtOnce(long least, long most) {

    static final AtOnce ONE = new AtOnce(1, 1);

    static AtOnce of(Evidence seen, Pile pile, long smallest, long largest) {
      PeakBracket peak = seen.snapshot().peak();
      long others =
          seen.snapshot().allocatedBytes() + seen.snapshot().firstUseBytes() - pile.bytes();
      long most = Math.max(1, Math.min(pile.count(), peak.atMost() / smallest));
      long least = Math.max(0, peak.atLeast() - others + largest - 1) / largest;
      return new AtOnce(Math.min(most, Math.max(1, least)), most);
    }

    @Override
    public String toString() {
      return least == most
          ? Numbers.count(most)
          : Numbers.count(least) + " to " + Numbers.count(most);
    }
  }
}
