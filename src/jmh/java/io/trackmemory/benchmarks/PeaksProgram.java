package io.trackmemory.benchmarks;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;

/**
 * Allocates a gigabyte in arrays of 1 KiB beside 4.2 MB that stay alive, and reads what it made.
 * Prints the CPU time of the process in ms, collections included.
 */
final class PeaksProgram {

  /** Bytes that stay alive, but for some. */
  static final long LIVE_BYTES = 4_200_000;

  private static final int ARRAY = 1024;
  private static final int ARRAYS = 1_000_000;
  private static final int WARM_UPS = 2;

  private static final byte[][] LIVE = new byte[(int) (LIVE_BYTES / ARRAY)][];
  private static long read;

  private PeaksProgram() {}

  /**
   * Arguments: the limit in percent of what stays alive, 0 for no tracking; how often the same runs
   * in the scope before.
   */
  public static void main(String[] arguments) {
    int percent = Integer.parseInt(arguments[0]);
    int runsBefore = Integer.parseInt(arguments[1]);
    for (int i = 0; i < WARM_UPS; i++) {
      allocate();
    }
    if (percent == 0) {
      System.out.println(cpuMillis(runsBefore));
    } else {
      measure(LIVE_BYTES * 100, () -> LIVE[0] = new byte[ARRAY - 16]); // attaches
      double[] millis = new double[1];
      measure(LIVE_BYTES * percent / 100, () -> millis[0] = cpuMillis(runsBefore));
      System.out.println(millis[0]);
    }
    if (read == 0) {
      throw new IllegalStateException("nothing was read");
    }
  }

  private static double cpuMillis(int runsBefore) {
    for (int i = 0; i < runsBefore; i++) {
      allocate();
    }
    long before = cpuNanos();
    allocate();
    return (cpuNanos() - before) / 1_000_000.0;
  }

  private static void measure(long limit, ThrowingRunnable action) {
    PeakResult peak =
        Tracking.DOOR
            .measure(
                ScopeOptions.following().withPeakLimits(List.of(ByteSize.ofBytes(limit))), action)
            .peakResult();
    if (peak.bracket().atMost() > limit) {
      throw new IllegalStateException("limit must be kept: " + limit + ", " + peak);
    }
  }

  private static void allocate() {
    for (int i = 0; i < ARRAYS; i++) {
      byte[] array = new byte[ARRAY - 16];
      for (int at = 0; at < array.length; at += 64) {
        array[at] = (byte) (i + at);
        read += array[at];
      }
      if (i < LIVE.length) {
        LIVE[i] = array;
      }
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
