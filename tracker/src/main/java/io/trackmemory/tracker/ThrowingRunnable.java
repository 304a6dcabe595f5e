package io.trackmemory.tracker;

/** An action that may throw anything; what it throws reaches the caller unchanged. */
@FunctionalInterface
public interface ThrowingRunnable {

  /**
   * Runs the action.
   *
   * @throws Throwable whatever the action throws
   */
  void run() throws Throwable;
}
