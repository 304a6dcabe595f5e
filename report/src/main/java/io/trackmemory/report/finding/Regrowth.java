package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.spi.HeapLayout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A collection or builder was given a larger array 3 times or more a run. */
final class Regrowth implements FindingRule {

  static final String NAME = "regrowth";

  private static final long GROWN_FROM = 3;
  private static final int LENGTH_BYTES = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return Pile.of(seen, made -> GrowingType.of(made).map(GrowingType::className)).stream()
        .flatMap(pile -> finding(seen, pile).stream())
        .toList();
  }

  private static Optional<Finding> finding(Evidence seen, Pile all) {
    GrowingType type = GrowingType.of(all.parts().get(0)).orElseThrow();
    Pile pile = type.makesFirst() ? grown(all) : all;
    long largest = pile.largestBytes().orElse(0);
    if (largest == 0 || pile.count() < GROWN_FROM * seen.runs()) {
      return Optional.empty();
    }
    Saving saving =
        new Saving(pile.count(), Math.max(0, pile.bytes() - largest * (long) seen.runs()));
    return seen.finding(
        NAME,
        saving,
        type.of().equals("characters") ? "A builder that grows" : "Arrays that grow",
        Words.of(seen, pile, pile.largestPart().type())
            + ", each a larger copy of the one before; the largest "
            + (pile.taken() == pile.count() ? "is " : "that was looked at is ")
            + Numbers.size(largest),
        Optional.of(pile.line()),
        advice(type, pile, largest));
  }

  /*
   * What asks for a first array does so at its begin, for a larger one when it has put something in:
   * of two lines of one method the later. Where one line does both nobody can tell them apart.
   */
  private static Pile grown(Pile all) {
    return all.with(
        all.parts().stream()
            .filter(made -> all.parts().stream().anyMatch(other -> isLater(made, other)))
            .toList());
  }

  private static boolean isLater(Made made, Made other) {
    AllocationSite asks = made.lines().get(1);
    AllocationSite first = other.lines().get(1);
    return asks.className().equals(first.className())
        && asks.methodName().equals(first.methodName())
        && asks.line() > first.line();
  }

  private static String advice(GrowingType type, Pile pile, long largest) {
    HeapLayout layout = HeapLayout.ofThisJvm();
    long capacity =
        type.capacity(
            pile.largestPart().type(), largest, layout.header() + LENGTH_BYTES, layout.reference());
    return "Give it its size where it is made: "
        + String.format(Locale.ROOT, type.made(), capacity)
        + "; a capacity of "
        + Numbers.count(capacity)
        + " "
        + type.of()
        + " would have sufficed.";
  }
}
