package io.trackmemory.tracker;

/**
 * Bounds on the highest number of bytes that a scope's own objects held at once, strongly
 * reachable.
 *
 * <p>From above: all that was allocated, or a limit on live bytes that was in force and held. From
 * below: what was alive when such a limit was passed, the largest object, what a search for leaks
 * found at the end.
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
