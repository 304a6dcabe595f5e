package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The checks that a test made: of each outcome the first ones, and how many there were more. Each
 * holds the measurement that it looked at, and a test may check in a loop.
 *
 * @param listed the first ones, in order
 * @param unlisted how many more ended so; no entry where none did
 */
public record Checks(List<Verdict> listed, Map<Outcome, Long> unlisted) {

  /** None at all. */
  public static final Checks NONE = new Checks(List.of(), Map.of());

  /** Copies both. */
  public Checks {
    listed = List.copyOf(listed);
    unlisted = Map.copyOf(unlisted);
  }

  /** These, then those of {@code later}. */
  public Checks and(Checks later) {
    List<Verdict> all = new ArrayList<>(listed);
    all.addAll(later.listed);
    Map<Outcome, Long> more = new EnumMap<>(Outcome.class);
    more.putAll(unlisted);
    later.unlisted.forEach((outcome, number) -> more.merge(outcome, number, Long::sum));
    return new Checks(all, more);
  }
}
