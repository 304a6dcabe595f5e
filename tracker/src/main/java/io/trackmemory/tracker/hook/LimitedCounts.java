package io.trackmemory.tracker.hook;

import org.jspecify.annotations.Nullable;

/**
 * Counts where a limit on live bytes is in force: what is allocated is added to the bound on them
 * too, and looked at once that passes the limit. Called by the recorder's thread.
 */
public final class LimitedCounts {

  private LimitedCounts() {}

  /** Counts at a site that has a counter; nothing else counts meanwhile. */
  static void count(ThreadRecorder recorder, int site, long bytes) {
    Account own = recorder.account;
    long[][] table = own.tables[ThreadRecorder.COUNTED];
    recorder.chunks = table == null ? ThreadRecorder.NOWHERE : table;
    try {
      recorder.count(site, bytes);
    } finally {
      recorder.chunks = ThreadRecorder.NOWHERE;
    }
    Constructions open = own.constructions;
    long size = bytes > 0 ? bytes : ObjectBytes.known(site);
    if (open == null || size <= 0 || open.isFull()) {
      slowly(recorder, null, site, bytes);
      return;
    }
    open.begin(site, size);
    for (PeakGuard guard = own.peak; guard != null; guard = guard.outer) {
      if (guard.add(size)) {
        slowly(recorder, guard, site, size);
      }
    }
  }

  /* Live bytes may be past a limit; or, where none is given, what is needed is not at hand yet. */
  private static void slowly(
      ThreadRecorder recorder, @Nullable PeakGuard passed, int site, long bytes) {
    Account own = recorder.account;
    long sized = recorder.sizedFrom;
    recorder.retarget(1, recorder.firstUse, recorder.testBits);
    try {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      if (passed == null) {
        PeakCheck.begin(own, site, bytes);
      } else {
        PeakCheck.run(passed, own, site, bytes);
      }
      recorder.ownBytes += Hook.jvmAllocatedBytes.getAsLong() - start;
    } catch (Throwable e) {
      PeakCheck.failed(own);
    } finally { // calls nothing, so that no stack is too small for it
      recorder.ownWork = 0;
      recorder.state = ThreadRecorder.COUNTED;
      recorder.sizedFrom = sized;
    }
  }
}
