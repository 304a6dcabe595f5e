package io.trackmemory.tracker.spi;

import java.util.OptionalDouble;

/**
 * What a check allows, and what it saw of that: the figures that its message tells in words.
 *
 * @param unit what both are in
 * @param limit the most that is allowed, or exactly what is asked for
 * @param exact whether just the limit is asked for, no less
 * @param atLeast what was seen is not below this
 * @param atMost nor above this; the same where it is known exactly
 * @param rate what was seen with each run, of which the two are the next whole number; empty for
 *     other units
 */
public record Measure(
    Unit unit, long limit, boolean exact, long atLeast, long atMost, OptionalDouble rate) {

  /** What is counted. */
  public enum Unit {
    /** Objects. */
    OBJECTS,
    /** Bytes. */
    BYTES,
    /** Bytes more with each run. */
    BYTES_A_RUN
  }

  /** Whole numbers. */
  public Measure(Unit unit, long limit, boolean exact, long atLeast, long atMost) {
    this(unit, limit, exact, atLeast, atMost, OptionalDouble.empty());
  }

  /** Bytes more with each run. */
  public static Measure ofRate(long limit, double rate) {
    long whole = (long) Math.ceil(rate);
    return new Measure(Unit.BYTES_A_RUN, limit, false, whole, whole, OptionalDouble.of(rate));
  }

  /** Whether what was seen is known exactly. */
  public boolean isKnown() {
    return atLeast == atMost;
  }
}
