package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The latest allocations of one thread that got a stack; the oldest go first.
 *
 * <p>Written by that thread alone, wait-free. Any thread may read: first {@link #added}, then the
 * arrays, which then are as long as it says and hold those events, or newer ones in the place of
 * the oldest; last how many have begun. What is that far back that a newer event may have begun in
 * its place is to be left out, for it may be of both (a sequence lock that never has the reader try
 * again). A reader may miss the newest. A queue from one thread to one takes twice as long, as each
 * event becomes an object (part {@code queues} of the benchmarks).
 */
public final class EventRing implements LongSupplier {

  public static final long NOT_FOLLOWED = Long.MIN_VALUE;
  public static final long ALIVE = Long.MAX_VALUE;
  private static final int FIRST_LENGTH = 64;

  public final int max;
  /* By slot: the stack's index in StackSamples, the time, the size, what the event stands for. */
  public volatile int[] stacks = {};
  public volatile long[] nanos = {};
  public volatile long[] bytes = {};
  public volatile double[] weights = {};
  /* Whether the object is followed, and when it was seen to be gone. */
  public volatile long[] fates = {};
  public volatile long added;
  private long begun;
  /* Lost before they came here. */
  public long lost;

  EventRing(int max) {
    this.max = max;
  }

  /** Adds an event; its number, or -1 if there is no room at all. */
  long add(int stack, long at, long size, double weight) {
    if (max == 0) {
      lost++;
      return -1;
    }
    long before = added;
    int slot = (int) (before % max);
    if (slot == stacks.length) {
      grow(Math.min(max, Math.max(FIRST_LENGTH, slot * 2)));
    }
    begun = before + 1;
    VarHandle.storeStoreFence(); // whoever finds a part of this event finds that it has begun
    stacks[slot] = stack;
    nanos[slot] = at;
    bytes[slot] = size;
    weights[slot] = weight;
    fates[slot] = NOT_FOLLOWED;
    added = before + 1; // single writer
    return before;
  }

  /** Notes the fate of an event's object, unless the event has made room for a later one. */
  void setFate(long event, long fate) {
    if (event >= 0 && event >= added - max) {
      fates[(int) (event % max)] = fate;
    }
  }

  /** Events whose writing has begun so far. */
  @Override
  public long getAsLong() {
    VarHandle.loadLoadFence(); // as of now, after all that was read before
    return begun;
  }

  /* Volatile: whoever finds a larger array finds in it what was in the smaller one. */
  private void grow(int length) {
    nanos = Arrays.copyOf(nanos, length);
    bytes = Arrays.copyOf(bytes, length);
    weights = Arrays.copyOf(weights, length);
    fates = Arrays.copyOf(fates, length);
    stacks = Arrays.copyOf(stacks, length);
  }

  /**
   * Adds the events of another thread or scope; {@code indexes} gives the stacks' indexes here.
   *
   * @return what to add to their numbers there to have those here; -1 if some are lost
   */
  long addAll(EventRing other, int[] indexes) {
    long before = added;
    boolean all = max > 0;
    long first = Math.max(0, other.added - other.stacks.length);
    for (long i = first; i < other.added; i++) {
      int slot = (int) (i % other.max);
      int stack = indexes[other.stacks[slot]];
      if (stack >= 0) {
        setFate(
            add(stack, other.nanos[slot], other.bytes[slot], other.weights[slot]),
            other.fates[slot]);
      } else {
        lost++;
        all = false;
      }
    }
    lost += first + other.lost;
    return all && before >= first ? before - first : -1;
  }
}
