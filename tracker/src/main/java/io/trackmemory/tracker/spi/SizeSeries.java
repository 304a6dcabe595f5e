package io.trackmemory.tracker.spi;

import java.util.List;
import java.util.Optional;

/**
 * What a check on growth with the size of the work saw, size by size.
 *
 * @param figure what is looked at: {@code allocated bytes}
 * @param order the order that is asked for
 * @param found the lowest that holds; empty where none does, or nobody can tell
 * @param mostShare what a figure, divided by what the order comes to, may be at the largest size,
 *     in bytes
 * @param points in order of their sizes, at least one
 */
public record SizeSeries(
    String figure, String order, Optional<String> found, double mostShare, List<Point> points) {

  /** Copies the points. */
  public SizeSeries {
    points = List.copyOf(points);
  }

  /**
   * What was seen at one size.
   *
   * @param size the size
   * @param atLeast bytes seen are not below this
   * @param atMost nor above this; the same where they are known exactly
   * @param divisor what the order asked for comes to at this size
   */
  public record Point(int size, long atLeast, long atMost, double divisor) {}
}
