package io.trackmemory.tracker;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much of the time garbage collections stopped the program. What a collector does beside the
 * running program costs processor time and is not in it, so that grades of different collectors do
 * not compare.
 */
public enum GcPressure {
  /** No collection ended. */
  NONE,
  /** Pauses took less than 5 % of the time. */
  LOW,
  /** They took 5 % or more. */
  MEDIUM,
  /** They took 20 % or more. */
  HIGH;

  /** Share of the time, 0 to 1, from which it is {@link #MEDIUM}. */
  public static final double MEDIUM_FROM = 0.05;

  /** Share of the time from which it is {@link #HIGH}. */
  public static final double HIGH_FROM = 0.2;

  static Optional<GcPressure> of(OptionalLong collections, OptionalDouble pauseShare) {
    if (collections.isPresent() && collections.getAsLong() == 0) {
      return Optional.of(NONE);
    }
    if (collections.isEmpty() || pauseShare.isEmpty()) {
      return Optional.empty();
    }
    double share = pauseShare.getAsDouble();
    if (share >= HIGH_FROM) {
      return Optional.of(HIGH);
    }
    return Optional.of(share >= MEDIUM_FROM ? MEDIUM : LOW);
  }
}
