package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.PeakCurve;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A limit on live bytes that was in force, as far as decided when asked.
 *
 * @param highest what live bytes never were above: the limit or more; empty if not known
 * @param crossing when it was passed, if it was and nothing kept it from being
 * @param enforced whether what would have passed it failed instead: a budget
 * @param doubt why it could not be decided, if so
 * @param course what is known of live bytes over time, in order
 * @param moments how many moments that would be, had none been left out
 */
public record PeakView(
    long limit,
    OptionalLong highest,
    Optional<Crossing> crossing,
    boolean enforced,
    Optional<String> doubt,
    List<PeakCurve.Point> course,
    long moments) {

  /**
   * The moment at which a limit was passed.
   *
   * @param liveBytes what was alive
   * @param phase part of the scope that went on
   * @param site where the object was made that passed it
   * @param bytes its size
   * @param stack the call stack there
   */
  public record Crossing(
      long liveBytes,
      List<Row> rows,
      int phase,
      int site,
      long bytes,
      long threadId,
      String threadName,
      Throwable stack) {}

  /** What was alive of what one thread made at one site. */
  public record Row(long threadId, String threadName, int site, long count, long bytes) {}
}
