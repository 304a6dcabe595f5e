package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * An object takes half of a region of G1's heap or more, so that it gets regions of its own, one
 * behind the other, and what is left of the last stays empty: high where one needs 10 % of the
 * heap's regions or more, medium from 1 %.
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
        .filter(pile -> pile.largestBytes().orElse(0) >= region / 2)
        .map(pile -> finding(seen, pile, region))
        .toList();
  }

  private static Finding finding(Evidence seen, Pile pile, long region) {
    long largest = pile.largestBytes().orElseThrow();
    boolean all = pile.smallestBytes().orElse(0) >= region / 2 && pile.taken() == pile.count();
    long regions = (largest + region - 1) / region;
    long empty = regions * region - largest;
    double share = (double) regions * region / Math.max(1, seen.maxHeapBytes());
    return new Finding(
        NAME,
        share >= HIGH_FROM ? Severity.HIGH : share >= MEDIUM_FROM ? Severity.MEDIUM : Severity.LOW,
        "Half a region or more at once",
        (all ? Numbers.count(pile.count()) : "at least 1")
            + " \u00d7 "
            + Words.simple(pile.kind())
            + " of up to "
            + Numbers.size(largest)
            + "; a region of this heap has "
            + Numbers.size(region)
            + ", so that it takes "
            + Numbers.count(regions, "region")
            + " for itself, "
            + Numbers.size(empty)
            + " of it empty",
        Optional.of(pile.line()),
        "Take pieces below "
            + Numbers.size(region / 2)
            + (region < 32 << 20 ? ", or larger regions, by -XX:G1HeapRegionSize." : "."),
        Optional.of(new Saving(0, empty)));
  }
}
