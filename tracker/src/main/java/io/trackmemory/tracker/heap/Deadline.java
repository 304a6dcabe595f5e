package io.trackmemory.tracker.heap;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * After how much work a search gives up: CPU time of the thread that makes it, for which it is, so
 * that a busy machine finds what an idle one does; elapsed time where the thread is virtual.
 */
public final class Deadline {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Duration limit;
  private final boolean byCpu = cpuNanos() >= 0;
  private final long start = nanos();

  public Deadline(Duration limit) {
    this.limit = limit;
  }

  public boolean isPast() {
    return nanos() - start > limit.toNanos();
  }

  private long nanos() {
    return byCpu ? cpuNanos() : System.nanoTime();
  }

  private static long cpuNanos() {
    try {
      return THREADS.getCurrentThreadCpuTime();
    } catch (UnsupportedOperationException e) {
      return -1; // of a virtual thread
    }
  }

  void check() throws BoundExceededException {
    if (isPast()) {
      throw new BoundExceededException(
          "reading the heap dump took longer than "
              + limit.toSeconds()
              + " s of CPU time; test with less live data");
    }
  }
}
