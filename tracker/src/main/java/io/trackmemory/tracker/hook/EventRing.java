package io.trackmemory.tracker.hook;

import java.util.Arrays;

/**
 * The latest allocations of one thread that got a stack; the oldest go first. Written by that
 * thread alone. A reader may miss the newest, and find newer ones in the place of the oldest.
 */
public final class EventRing {

  static final long NOT_FOLLOWED = Long.MIN_VALUE;
  static final long ALIVE = Long.MAX_VALUE;
  private static final int FIRST_LENGTH = 64;

  public final int max;
  /* By slot: the stack's index in StackSamples, the time, the size, what the event stands for. */
  public int[] stacks = {};
  public long[] nanos = {};
  public long[] bytes = {};
  public double[] weights = {};
  /* Whether the object is followed, and when it was seen to be gone. */
  public long[] fates = {};
  public volatile long added;
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
