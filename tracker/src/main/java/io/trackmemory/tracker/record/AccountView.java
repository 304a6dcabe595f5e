package io.trackmemory.tracker.record;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did for one ledger, as far as seen when asked.
 *
 * @param tables counts and array bytes by site, the first two of {@link #STRIDE} numbers each, in
 *     blocks of {@link #BLOCK} sites: of the verdict, of first use, of test code; a missing block
 *     is null
 * @param followed objects followed, with gaps; {@link Gate#siteOf} tells more
 * @param weight objects that each of them stands for; more than one in a sample
 * @param skipped objects left out of the sample
 * @param unfollowed objects that could not be followed
 * @param stacks call stacks taken
 * @param events the latest allocations that got a stack
 * @param nativeBytes for each of {@link #CAUSES} how many native calls made objects, and the bytes
 *     of these
 * @param jvmBytes bytes by the JVM's counter, meaningful where it has one
 * @param uncountedSite site of a method that ran without its hooks, -1 if none did
 */
@SuppressWarnings("ArrayRecordComponent") // the live tables of the recorder, read once and not kept
public record AccountView(
    String threadName,
    long threadId,
    boolean busy,
    long[][][] tables,
    @Nullable WeakReference<?>[] followed,
    int weight,
    long skipped,
    long unfollowed,
    List<Stack> stacks,
    long unstacked,
    Events events,
    long[] nativeBytes,
    long jvmBytes,
    int uncountedSite) {

  /** The causes in the order in which the recorder numbers them. */
  public static final List<Cause> CAUSES = List.of(Cause.values());

  static final int BLOCK_BITS = 8;
  static final int BLOCK = 1 << BLOCK_BITS;
  static final int STRIDE = 3;

  /**
   * A ring of events, by slot: index in the list of stacks, time, size (0 unless an array), weight,
   * fate ({@link #NOT_FOLLOWED}, {@link #ALIVE}, or when it was seen to be gone).
   *
   * @param added events ever put in; the latest is at {@code (added - 1) % max}
   * @param lost events that never were
   */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Events(
      int max,
      long added,
      long lost,
      int[] stacks,
      long[] nanos,
      long[] bytes,
      double[] weights,
      long[] fates) {

    static final long NOT_FOLLOWED = Long.MIN_VALUE;
    static final long ALIVE = Long.MAX_VALUE;

    /** These events, apart from what is recorded from now on. */
    Events copy() {
      int size = (int) Math.min(added, stacks.length);
      return new Events(
          max,
          added,
          lost,
          Arrays.copyOf(stacks, size),
          Arrays.copyOf(nanos, size),
          Arrays.copyOf(bytes, size),
          Arrays.copyOf(weights, size),
          Arrays.copyOf(fates, size));
    }

    /** Number of the event in a slot, from 0. */
    long numberOf(int slot) {
      long first = Math.max(0, added - stacks.length);
      return first + Math.floorMod(slot - first, Math.max(1, stacks.length));
    }
  }

  /**
   * A call stack taken at a site; its frames are decoded when asked for.
   *
   * @param taken how often
   * @param weight estimate of the allocations that came through it; theirs exactly where each of
   *     them got a stack
   * @param weightedBytes the same of their bytes; 0 unless they are arrays
   */
  public record Stack(
      int site,
      Throwable frames,
      long taken,
      double weight,
      double weightedBytes,
      long minBytes,
      long maxBytes,
      long firstNanos,
      long lastNanos,
      long cpuNanos) {}
}
