package io.trackmemory.tracker;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of the live bytes of a scope over its course, while a limit on them was in force.
 * Live bytes are known by collections only: between two points they are not above what the first
 * has at most and what was allocated since.
 *
 * @param limitBytes the limit
 * @param points in order; the last one is where the scope ended or, if before, where nothing more
 *     could be told
 * @param known how many points there were, of which some are left out evenly where there are many
 */
public record PeakCurve(long limitBytes, List<Point> points, long known) {

  /** Copies the list. */
  public PeakCurve {
    points = List.copyOf(points);
  }

  /**
   * One moment.
   *
   * @param elapsedNanos nanoseconds since the opening of the scope
   * @param allocatedBytes bytes that it had allocated by then
   * @param atLeastBytes live bytes at least; empty where only the most was asked for, as softly
   *     held objects survive a collection too
   * @param atMostBytes live bytes at most
   * @param measured whether a collection tells that; else it is a checkpoint or the end, and
   *     follows from the point before and what was allocated since
   */
  public record Point(
      long elapsedNanos,
      long allocatedBytes,
      OptionalLong atLeastBytes,
      long atMostBytes,
      boolean measured) {}
}
