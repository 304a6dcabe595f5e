package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did for one ledger, as far as seen when asked.
 *
 * @param counts one of each {@link Kind}
 * @param ended whether it is the sum of threads that have ended
 * @param unscoped whether it is of a thread that works for no scope
 * @param busy whether the thread works for the ledger now
 * @param followed objects followed, with gaps; {@link Gate#siteOf} tells more
 * @param weight objects that each of them stands for; more than one in a sample
 * @param skipped objects left out of the sample
 * @param unfollowed objects that could not be followed
 * @param stacks call stacks taken
 * @param events the latest allocations that got a stack
 * @param nativeBytes for each of {@link #CAUSES} how many native calls made objects, and the bytes
 *     of these
 * @param jvmBytes bytes by the JVM's counter, meaningful where it has one
 * @param cpuNanos CPU time of stretches of work that have ended, -1 if not known
 * @param cpuStart CPU time of the thread when the stretch that goes on began, if it is busy
 * @param stretches begin, end and number of the thread's stretches of work, by {@link
 *     System#nanoTime}
 * @param uncountedSite site of a method that ran without its hooks, -1 if none did
 * @param unfollowedSite where an object was made that cannot be followed, -1 if none was
 */
@SuppressWarnings("ArrayRecordComponent") // the live tables of the recorder, read once and not kept
public record AccountView(
    String threadName,
    long threadId,
    boolean ended,
    boolean unscoped,
    boolean busy,
    Map<Kind, Counts> counts,
    @Nullable WeakReference<?>[] followed,
    int weight,
    long skipped,
    long unfollowed,
    List<Stack> stacks,
    long unstacked,
    Events events,
    long[] nativeBytes,
    long jvmBytes,
    long cpuNanos,
    long cpuStart,
    long tasksHandedOver,
    long tasksRun,
    long[] stretches,
    int uncountedSite,
    int unfollowedSite) {

  public Counts of(Kind kind) {
    return Objects.requireNonNull(counts.get(kind), "counts of each kind");
  }

  /** The causes in the order in which the recorder numbers them. */
  public static final List<Cause> CAUSES = List.of(Cause.values());

  /**
   * Counts and array bytes by site.
   *
   * @param blocks by the site's number without its lowest bits; null, or shorter than that, or null
   *     in that place where there are none
   * @param siteBits how many of these bits tell the place in a block
   * @param stride numbers of a site in a block, the count first
   * @param bytesAt which of them is the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Counts(
      long @Nullable [] @Nullable [] blocks, int siteBits, int stride, int bytesAt) {

    /** Tells of each site with a count. */
    public void forEach(Visitor visitor) {
      for (int block = 0; blocks != null && block < blocks.length; block++) {
        long[] counts = blocks[block];
        for (int i = 0; counts != null && i < 1 << siteBits; i++) {
          long count = counts[stride * i];
          if (count != 0) {
            visitor.visit((block << siteBits) + i, count, counts[stride * i + bytesAt]);
          }
        }
      }
    }

    /** Takes what is counted at a site. */
    @FunctionalInterface
    public interface Visitor {
      void visit(int site, long count, long arrayBytes);
    }
  }

  /**
   * A ring of events, by slot: index in the list of stacks, time, size (0 unless an array), weight,
   * fate ({@code notFollowed}, {@code alive}, or when it was seen to be gone).
   *
   * @param added events ever put in; the latest is at {@code (added - 1) % max}
   * @param begun tells how many have begun, those that are being put in included
   * @param lost events that never were
   */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Events(
      int max,
      long added,
      LongSupplier begun,
      long lost,
      int[] stacks,
      long[] nanos,
      long[] bytes,
      double[] weights,
      long[] fates,
      long notFollowed,
      long alive) {

    private static final int OVERWRITTEN = Integer.MAX_VALUE;

    /**
     * These events, apart from what is recorded from now on; those that are overwritten meanwhile
     * have no stack, and are lost.
     */
    public Events copy() {
      int size = (int) Math.min(added, stacks.length);
      int[] ofStacks = Arrays.copyOf(stacks, size);
      long[] ofNanos = Arrays.copyOf(nanos, size);
      long[] ofBytes = Arrays.copyOf(bytes, size);
      double[] ofWeights = Arrays.copyOf(weights, size);
      long[] ofFates = Arrays.copyOf(fates, size);
      long oldest = added - size;
      long whole = Math.max(oldest, Math.min(begun.getAsLong() - max, added)); // after the copies
      for (long i = oldest; i < whole; i++) {
        ofStacks[(int) (i % max)] = OVERWRITTEN;
      }
      return new Events(
          max,
          added,
          begun,
          lost + whole - oldest,
          ofStacks,
          ofNanos,
          ofBytes,
          ofWeights,
          ofFates,
          notFollowed,
          alive);
    }

    /** Number of the event in a slot, from 0. */
    public long numberOf(int slot) {
      long first = Math.max(0, added - stacks.length);
      return first + Math.floorMod(slot - first, Math.max(1, stacks.length));
    }

    /** Whether there is an event in a slot: none if overwritten, or newer than the stacks known. */
    public boolean isThere(int slot, int knownStacks) {
      return stacks[slot] < knownStacks;
    }
  }

  /**
   * A call stack taken at a site; its frames are decoded when asked for.
   *
   * @param taken how often
   * @param takenBytes bytes of the allocations at which it was taken; 0 unless they are arrays
   * @param weight estimate of the allocations that came through it; theirs exactly where each of
   *     them got a stack
   * @param weightedBytes the same of their bytes
   */
  public record Stack(
      int site,
      Throwable frames,
      long taken,
      long takenBytes,
      double weight,
      double weightedBytes,
      long minBytes,
      long maxBytes,
      long firstNanos,
      long lastNanos,
      long cpuNanos) {}
}
