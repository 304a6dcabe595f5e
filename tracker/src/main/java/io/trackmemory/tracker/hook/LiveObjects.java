package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one account had made at one moment before a collection, to be looked at after it: each
 * object is either followed or in construction. For one thread, in own work.
 *
 * @param sampled whether some objects are not followed, or no longer
 */
@SuppressWarnings("ArrayRecordComponent") // copies, looked at once
public record LiveObjects(
    Account account,
    @Nullable WeakReference<?>[] followed,
    int[] openSites,
    long[] openBytes,
    boolean sampled) {

  /** Reads an account while no object is on its way from one list to the other. */
  static LiveObjects of(Account account) {
    Constructions open = account.constructions;
    if (open == null) {
      return new LiveObjects(account, account.followed().objects(), new int[0], new long[0], true);
    }
    while (true) {
      int before = open.version;
      int count = open.count;
      VarHandle.loadLoadFence(); // the arrays are at least as new as the count
      int[] sites = open.sites;
      long[] bytes = open.bytes;
      LiveObjects seen =
          new LiveObjects(
              account,
              account.followed().objects(),
              Arrays.copyOf(sites, count),
              Arrays.copyOf(bytes, count),
              account.weight != 1 || account.skipped > 0 || account.unfollowed > 0);
      VarHandle.loadLoadFence();
      if ((before & 1) == 0 && before == open.version) {
        return seen;
      }
      LockSupport.parkNanos(10_000);
    }
  }

  /** Bytes of what is followed and has survived; -1 if a size is not known. */
  long survivingBytes() {
    long sum = 0;
    for (WeakReference<?> reference : followed) {
      long bytes = reference instanceof Followed object ? bytesOf(object) : 0;
      if (bytes < 0) {
        return -1;
      }
      sum += bytes;
    }
    return sum;
  }

  private static long bytesOf(Followed reference) {
    Object object = reference.get();
    return object == null ? 0 : PeakProbe.bytesOfLive(object, reference.site);
  }

  long sumOfOpenBytes() {
    long sum = 0;
    for (long bytes : openBytes) {
      sum += bytes;
    }
    return sum;
  }

  /**
   * What is in construction still, by the stack of its thread; the account's own last object is.
   */
  int[] openMarks(Account own) {
    if (openSites.length == 0) {
      return openSites;
    }
    Thread thread = account.threadId == own.threadId ? Thread.currentThread() : thread();
    int[] marks = PeakProbe.open(thread, openSites);
    if (account == own) {
      marks[marks.length - 1] = Constructions.SURE; // made just now
    }
    return marks;
  }

  private @Nullable Thread thread() {
    for (ThreadRecorder recorder : Recorders.all()) {
      if (recorder.ownerId == account.threadId) {
        return recorder.owner;
      }
    }
    return null;
  }

  /** Bytes in construction whose mark is at least this. */
  static long markedBytes(long[] bytes, int[] marks, int least) {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += marks[i] >= least ? bytes[i] : 0;
    }
    return sum;
  }

  void addSurvivors(List<WeakReference<?>> survivors, Map<Object, Long> sizes) {
    for (WeakReference<?> reference : followed) {
      long bytes = reference instanceof Followed object ? bytesOf(object) : 0;
      if (reference != null && bytes > 0) {
        survivors.add(reference);
        sizes.put(reference, bytes);
      }
    }
  }

  /** Adds one row for each site to what was alive. */
  void addRows(List<PeakCrossing.Row> rows, Set<Object> leftOut) {
    Map<Integer, long[]> sums = new LinkedHashMap<>();
    for (WeakReference<?> reference : followed) {
      if (reference instanceof Followed object && !leftOut.contains(object)) {
        long bytes = bytesOf(object);
        if (bytes > 0) {
          add(sums, object.site, bytes);
        }
      }
    }
    for (int i = 0; i < openSites.length; i++) {
      add(sums, openSites[i], openBytes[i]);
    }
    for (Map.Entry<Integer, long[]> sum : sums.entrySet()) {
      rows.add(
          new PeakCrossing.Row(
              account.threadId,
              account.threadName,
              sum.getKey(),
              sum.getValue()[0],
              sum.getValue()[1]));
    }
  }

  private static void add(Map<Integer, long[]> sums, int site, long bytes) {
    long[] sum = sums.get(site);
    if (sum == null) {
      sum = new long[2];
      sums.put(site, sum);
    }
    sum[0]++;
    sum[1] += bytes;
  }
}
