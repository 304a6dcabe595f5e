package io.trackmemory.tracker.spi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * The tests that a test framework says it runs now, tracked or not: whether one ran beside another.
 * Any thread may call it; calls wait for each other.
 */
public final class RunningTests {

  private static final Map<Object, Thread> RUNNING = new HashMap<>();
  private static long overlaps;

  private RunningTests() {}

  /** A test begins, in this thread. */
  public static synchronized void begins(Object test) {
    RUNNING.put(test, Thread.currentThread());
    overlaps += areBeside() ? 1 : 0;
  }

  /** A test ends. */
  public static synchronized void ends(Object test) {
    RUNNING.remove(test);
  }

  /** Whether several threads run tests now. */
  public static synchronized boolean areBeside() {
    return new HashSet<>(RUNNING.values()).size() > 1;
  }

  /** How often one has begun beside another. */
  public static synchronized long overlaps() {
    return overlaps;
  }
}
