package io.trackmemory.tracker;

/**
 * Bounds on the highest number of bytes that a scope's own objects held at once: what is known
 * without forcing collections while the code ran.
 *
 * @param atLeast the peak was not below this, in bytes
 * @param atMost the peak was not above this, in bytes
 */
public record PeakBracket(long atLeast, long atMost) {

  /** Checks the order of the bounds. */
  public PeakBracket {
    if (atLeast < 0 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "peak must be a bracket of two sizes, the lower first: " + atLeast + ", " + atMost);
    }
  }
}
