package io.trackmemory.tracker.hook;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts where a limit on live bytes is in force, and decides what passes it: see {@link
 * PeakGuard}. Called by the recorder's thread; where accounts are moved, by any.
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

  /** Counts at a site that has a counter; nothing else counts meanwhile. */
  static void count(ThreadRecorder recorder, int site, long bytes) {
    Account own = recorder.account;
    Constructions open = own.constructions;
    long size = bytes > 0 ? bytes : PeakProbe.knownBytes(site);
    if (open != null && (size <= 0 || open.isFull())) {
      size = slowly(recorder, null, site, bytes);
    }
    boolean followed = open != null && size >= 0;
    if (open != null && followed) {
      open.begin(site, size);
      Budgets.spend(recorder, site, size);
    }
    long[][] table = own.tables[ThreadRecorder.COUNTED];
    recorder.chunks = table == null ? ThreadRecorder.NOWHERE : table;
    try {
      recorder.count(site, bytes);
    } finally {
      recorder.chunks = ThreadRecorder.NOWHERE;
    }
    for (PeakGuard guard = own.peak; followed && guard != null; guard = guard.outer) {
      if (guard.message == null && guard.add(size)) {
        slowly(recorder, guard, site, size);
      }
    }
  }

  /* Live bytes may be past a limit; or, where none is given, what is needed is not at hand yet. */
  private static long slowly(
      ThreadRecorder recorder, @Nullable PeakGuard passed, int site, long bytes) {
    Account own = recorder.account;
    long sized = recorder.sizedFrom;
    recorder.retarget(1, recorder.firstUse, recorder.testBits);
    try {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      long size = passed == null ? prepare(own, site, bytes) : run(passed, own, site, bytes);
      recorder.ownBytes += Hook.jvmAllocatedBytes.getAsLong() - start;
      return size;
    } catch (Throwable e) {
      failed(own, FAILED);
      return -1;
    } finally { // calls nothing, so that no stack is too small for it
      recorder.ownWork = 0;
      recorder.state = ThreadRecorder.COUNTED;
      recorder.sizedFrom = sized;
    }
  }

  /* Decides whether live bytes are past a limit. */
  private static long run(PeakGuard guard, Account own, int site, long bytes) {
    if (!acquire()) {
      guard.undecided(LATE);
      return bytes;
    }
    try {
      while (guard.isPassed()) {
        new PeakMeasurement(guard, own, site, bytes).run();
      }
      return bytes;
    } catch (Throwable e) {
      guard.undecided(FAILED);
      throw e;
    } finally {
      release();
    }
  }

  /** How live bytes are past a budget; null if they are not, or nobody can tell. */
  static @Nullable PeakCrossing crossing(PeakGuard budget, Account own, int site, long bytes) {
    if (!acquire()) {
      budget.undecided(LATE);
      return null;
    }
    try {
      budget.crossing = null;
      while (budget.isPassed()) {
        new PeakMeasurement(budget, own, site, bytes).run();
        PeakCrossing found = budget.crossing;
        if (found != null) {
          return found;
        }
      }
      return null;
    } finally {
      release();
    }
  }

  /* Size of an object, for which there is room then; -1 if it cannot be told. */
  private static long prepare(Account own, int site, long bytes) {
    long size = bytes > 0 ? bytes : PeakProbe.bytesOf(site);
    if (size < 0) {
      failed(own, PeakMeasurement.SIZE);
    } else if (own.constructions != null && own.constructions.isFull()) {
      makeRoom(own.constructions);
    }
    return size;
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
