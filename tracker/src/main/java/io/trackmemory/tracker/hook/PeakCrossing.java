package io.trackmemory.tracker.hook;

import java.util.List;

/**
 * The moment at which live bytes were past a limit.
 *
 * @param site where the object was made that passed the limit
 * @param bytes its size
 * @param makerId of the thread that made it; no method here may be called like one of Recorders
 * @param stack the call stack there
 */
public record PeakCrossing(
    long liveBytes,
    List<Row> rows,
    int phase,
    int site,
    long bytes,
    long makerId,
    String threadName,
    Throwable stack) {

  /** What was alive, or in construction, of one site and thread. */
  public record Row(long makerId, String threadName, int site, long count, long bytes) {}
}
