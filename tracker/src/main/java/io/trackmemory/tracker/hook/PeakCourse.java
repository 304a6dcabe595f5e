package io.trackmemory.tracker.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * Moments at which something was known of live bytes, a bounded number: when there are too many,
 * every other one goes, and from then on every other one is kept; never the crossing, nor the
 * latest. For one thread at a time, in own work.
 */
public final class PeakCourse {

  static final int MOST = 400;

  /* Nothing is alive before the first. */
  private static final Point NONE = new Point(0, 0, 0, 0, false, true);

  private final List<Point> points = new ArrayList<>();
  /* The number of each among all that were known. */
  private final List<Long> numbers = new ArrayList<>();
  private long known;
  private int every = 1;

  /**
   * What was known of live bytes at a moment.
   *
   * @param nanos since the limit is in force
   * @param allocatedBytes what had been allocated by then
   * @param atLeast live bytes at least, -1 if not known
   * @param atMost live bytes at most
   * @param measured whether a collection tells it
   * @param crossing whether the limit was passed then
   */
  public record Point(
      long nanos,
      long allocatedBytes,
      long atLeast,
      long atMost,
      boolean measured,
      boolean crossing) {}

  void add(Point point) {
    int last = points.size() - 1;
    if (last >= 0 && isLeftOut(last)) {
      remove(last);
    }
    points.add(point);
    numbers.add(known++);
    if (points.size() > MOST) {
      every *= 2;
      for (int i = points.size() - 2; i >= 0; i--) {
        if (isLeftOut(i)) {
          remove(i);
        }
      }
    }
  }

  private boolean isLeftOut(int index) {
    return numbers.get(index) % every != 0 && !points.get(index).crossing;
  }

  private void remove(int index) {
    points.remove(index);
    numbers.remove(index);
  }

  /** Live bytes at most when so much has been allocated, by the latest moment. */
  long atMost(long allocatedBytes) {
    Point latest = points.isEmpty() ? NONE : points.get(points.size() - 1);
    return latest.atMost + allocatedBytes - latest.allocatedBytes;
  }

  long known() {
    return known;
  }

  List<Point> points() {
    return new ArrayList<>(points);
  }
}
