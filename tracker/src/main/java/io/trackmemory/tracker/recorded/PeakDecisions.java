package io.trackmemory.tracker.recorded;

/**
 * The time in which work stands still because the recorder decides whether a limit on live bytes is
 * broken: it collects, and looks for what holds the rest. Who waits for that work waits so much
 * longer. Any thread may call it; calls wait for each other, decisions do not.
 */
public final class PeakDecisions {

  private static int deciding;
  private static long since;
  private static long nanos;

  private PeakDecisions() {}

  /** One begins. */
  public static synchronized void begin() {
    if (deciding++ == 0) {
      since = System.nanoTime();
    }
  }

  /** It has been taken. */
  public static synchronized void end() {
    if (--deciding == 0) {
      nanos += System.nanoTime() - since;
    }
  }

  /** Nanoseconds until now in which there was one. */
  static synchronized long nanos() {
    return deciding == 0 ? nanos : nanos + System.nanoTime() - since;
  }
}
