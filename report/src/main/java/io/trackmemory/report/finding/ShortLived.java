package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.finding.Finding.Saving;
import java.util.List;
import java.util.Optional;

/**
 * One line makes 1,000 objects of a type or 64 KiB of them a run, or more, and of those that were
 * followed 90 % or more of the bytes were seen to be collected.
 */
final class ShortLived implements FindingRule {

  static final String NAME = "short-lived";

  private static final long OBJECTS_FROM = 1_000;
  private static final long BYTES_FROM = 64 << 10;
  private static final long FOLLOWED_FROM = 10;
  private static final double DEAD_FROM = 0.9;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unasked(Evidence seen) {
    if (seen.made().stream().noneMatch(made -> made.liveBytes().isPresent())) {
      return Optional.of(
          "no object was followed: a check on leaks or peaks does, and the preset PRECISE");
    }
    return seen.made().stream()
            .allMatch(made -> made.liveBytes().orElse(made.bytes()) == made.bytes())
        ? Optional.of("nothing was seen to be collected; a check on leaks collects")
        : Optional.empty();
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return Pile.of(seen, SmallAllocations::type).stream()
        .filter(ShortLived::isDead)
        .filter(
            pile ->
                pile.count() >= OBJECTS_FROM * seen.runs()
                    || (pile.count() > seen.runs() && pile.bytes() >= BYTES_FROM * seen.runs()))
        .flatMap(pile -> finding(seen, pile).stream())
        .toList();
  }

  /** Whether nearly all of it is known to be gone. */
  static boolean isDead(Pile pile) {
    return pile.taken() >= FOLLOWED_FROM
        && pile.followedBytes() > 0
        && pile.liveBytes() <= (1 - DEAD_FROM) * pile.followedBytes();
  }

  private static Optional<Finding> finding(Evidence seen, Pile pile) {
    Saving saving = SmallAllocations.saving(seen, pile);
    return seen.finding(
        NAME,
        saving,
        "Short-lived garbage",
        Words.of(seen, pile, pile.kind())
            + ", "
            + Numbers.share(pile.followedBytes() - pile.liveBytes(), pile.followedBytes())
            + " of it collected meanwhile, by "
            + Numbers.count(pile.taken())
            + " that were followed",
        Optional.of(pile.line()),
        SmallAdvice.of(pile.largestPart()));
  }
}
