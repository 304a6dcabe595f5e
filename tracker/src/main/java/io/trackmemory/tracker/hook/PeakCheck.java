package io.trackmemory.tracker.hook;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread at a time measure live bytes, or move objects from one account to another. A
 * thread that passes a limit meanwhile waits with what it has just allocated in hand, so that no
 * moment is missed; for a minute at most, so that no lock of the user's can make a deadlock of it.
 */
public final class PeakCheck {

  static final String LATE =
      "another thread could not be waited for while it measured live bytes; run the action apart"
          + " from other measurements";
  static final String FAILED =
      "memory or stack ran out while live bytes were measured; leave the code under test more";

  private static final int MANY_OPEN = 256;
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 50_000;
  private static final AtomicLong HELD = new AtomicLong();

  private PeakCheck() {}

  /** Decides whether live bytes are past a limit; in own work of the account's thread. */
  static void run(PeakGuard guard, Account own, int site, long bytes) {
    if (!acquire()) {
      guard.undecided(LATE);
      return;
    }
    try {
      while (guard.isPassed()) {
        new PeakMeasurement(guard, own, site, bytes).run();
      }
    } catch (Throwable e) {
      guard.undecided(FAILED);
      throw e;
    } finally {
      release();
    }
  }

  /** Begins an object whose size or place is not at hand; in own work of the account's thread. */
  static void begin(Account own, int site, long bytes) {
    Constructions open = own.constructions;
    if (open == null) {
      return;
    }
    long size = bytes > 0 ? bytes : ObjectBytes.of(site);
    if (size < 0) {
      failed(own, PeakMeasurement.SIZE);
      return;
    }
    if (open.isFull()) {
      makeRoom(open);
    }
    open.begin(site, size);
    for (PeakGuard guard = own.peak; guard != null; guard = guard.outer) {
      if (guard.add(size)) {
        run(guard, own, site, size);
      }
    }
  }

  /* What constructors that threw left behind goes first, once there is much. */
  private static void makeRoom(Constructions open) {
    if (open.count >= MANY_OPEN) {
      open.keep(PeakProbe.open(Thread.currentThread(), Arrays.copyOf(open.sites, open.count)));
    }
    if (open.count > open.sites.length / 2) {
      open.grow();
    }
  }

  /** No limit that an account is in can be decided any more. */
  static void failed(Account own) {
    failed(own, FAILED);
  }

  static void failed(Account own, String cause) {
    for (PeakGuard guard = own.peak; guard != null; guard = guard.outer) {
      guard.undecided(cause);
    }
  }

  /** Begins to move what an account holds to another one, for scopes inside a limit. */
  static boolean beginMove(Account from) {
    if (from.peak == null) {
      return false;
    }
    boolean acquired = acquire();
    if (!acquired) {
      failed(from, LATE);
    }
    return acquired;
  }

  /** Ends it: the account is never used again. */
  static void endMove(Account from, boolean acquired) {
    for (PeakGuard guard = from.peak; guard != null; guard = guard.outer) {
      guard.accounts.remove(from);
    }
    if (acquired) {
      release();
    }
  }

  private static boolean acquire() {
    long start = System.nanoTime();
    while (!HELD.compareAndSet(0, 1)) {
      if (System.nanoTime() - start > LONGEST_NANOS) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private static void release() {
    HELD.set(0);
  }
}
