package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * One line makes 1,000 objects of a type or more a run, of 64 bytes or less each, which is 10 % or
 * more of all. Of boxes, arrays that grow, and what is known to be dead at once, other rules tell.
 */
final class SmallAllocations implements FindingRule {

  static final String NAME = "small-allocations";

  private static final long OBJECTS_FROM = 1_000;
  private static final double SMALL_TO_BYTES = 64;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return Pile.of(seen, SmallAllocations::type).stream()
        .filter(pile -> pile.count() >= OBJECTS_FROM * seen.runs())
        .filter(pile -> pile.meanBytes() <= SMALL_TO_BYTES && !ShortLived.isDead(pile))
        .flatMap(pile -> finding(seen, pile).stream())
        .toList();
  }

  /** What has no rule of its own. */
  static Optional<String> type(Made made) {
    return Boxing.isBox(made.type()) || GrowingType.of(made).isPresent()
        ? Optional.empty()
        : Optional.of(made.type());
  }

  /** All but one a run. */
  static Saving saving(Evidence seen, Pile pile) {
    double kept = pile.meanBytes() * seen.runs();
    return new Saving(pile.count() - seen.runs(), Math.max(0, Math.round(pile.bytes() - kept)));
  }

  private static Optional<Finding> finding(Evidence seen, Pile pile) {
    Saving saving = saving(seen, pile);
    return seen.finding(
            NAME,
            saving,
            "Many small objects",
            Words.of(seen, pile, pile.kind()),
            Optional.of(pile.line()),
            SmallAdvice.of(pile.largestPart()))
        .filter(found -> found.severity() != Severity.LOW);
  }
}
