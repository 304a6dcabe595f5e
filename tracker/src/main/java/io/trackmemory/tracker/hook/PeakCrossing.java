package io.trackmemory.tracker.hook;

import java.util.List;

/** The moment at which live bytes were past a limit. Immutable. */
public final class PeakCrossing {

  /** What was alive, or in construction, of one site and thread. */
  public static final class Row {
    public final long threadId;
    public final String threadName;
    public final int site;
    public final long count;
    public final long bytes;

    Row(long threadId, String threadName, int site, long count, long bytes) {
      this.threadId = threadId;
      this.threadName = threadName;
      this.site = site;
      this.count = count;
      this.bytes = bytes;
    }
  }

  public final long liveBytes;
  public final List<Row> rows;
  public final int phase;
  /* The allocation that passed the limit. */
  public final int site;
  public final long bytes;
  public final long threadId;
  public final String threadName;
  public final Throwable stack;

  PeakCrossing(
      long liveBytes,
      List<Row> rows,
      int phase,
      int site,
      long bytes,
      Account account,
      Throwable stack) {
    this.liveBytes = liveBytes;
    this.rows = rows;
    this.phase = phase;
    this.site = site;
    this.bytes = bytes;
    this.threadId = account.threadId;
    this.threadName = account.threadName;
    this.stack = stack;
  }
}
