package io.trackmemory.tracker.spi;

/**
 * What a check allows, and what it saw of that: the figures that its message tells in words.
 *
 * @param unit what both are in
 * @param limit the most that is allowed, or exactly what is asked for
 * @param exact whether just the limit is asked for, no less
 * @param atLeast what was seen is not below this
 * @param atMost nor above this; the same where it is known exactly
 */
public record Measure(Unit unit, long limit, boolean exact, long atLeast, long atMost) {

  /** What is counted. */
  public enum Unit {
    /** Objects. */
    OBJECTS,
    /** Bytes. */
    BYTES,
    /** Bytes more with each run. */
    BYTES_A_RUN
  }

  /** Whether what was seen is known exactly. */
  public boolean isKnown() {
    return atLeast == atMost;
  }
}
