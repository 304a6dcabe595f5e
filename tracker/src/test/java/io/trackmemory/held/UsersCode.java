package io.trackmemory.held;

import java.util.concurrent.CountDownLatch;

/** Code that is a user's: of the tracker's own packages nothing is. */
public final class UsersCode {

  private UsersCode() {}

  /** Waits, as work that goes on. */
  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Performs work. */
  public static void run(Runnable work) {
    work.run();
  }
}
