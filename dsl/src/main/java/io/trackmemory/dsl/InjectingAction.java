package io.trackmemory.dsl;

import io.trackmemory.tracker.ThrowingRunnable;

/**
 * An action that makes what would break a check at the end of one run, or of each from one on: as
 * part of the run, in its thread and as whatever the thread does there. Allocates nothing else.
 * Used by one thread.
 */
final class InjectingAction implements ThrowingRunnable {

  private final ThrowingRunnable action;
  private final Injection injection;
  private final int first;
  private int run;
  private boolean refused;

  /**
   * Of an action.
   *
   * @param first number of the first run in which it does, from 1 on
   */
  InjectingAction(ThrowingRunnable action, Injection injection, int first) {
    this.action = action;
    this.injection = injection;
    this.first = first;
  }

  @Override
  public void run() throws Throwable {
    action.run();
    if (++run >= first) {
      try {
        injection.make();
      } catch (OutOfMemoryError e) {
        refused = true; // by a budget that is enforced, or the heap
      }
    }
  }

  /** Whether there was no memory for it. */
  boolean isRefused() {
    return refused;
  }
}
