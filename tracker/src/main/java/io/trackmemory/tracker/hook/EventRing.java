package io.trackmemory.tracker.hook;

import java.util.Arrays;

/**
 * The latest allocations of one thread that got a stack; the oldest go first. Written by that
 * thread alone. A reader may miss the newest, and find newer ones in the place of the oldest.
 */
public final class EventRing {

  private static final int FIRST_LENGTH = 64;

  public final int max;
  /* By slot: the stack's index in StackSamples, the time, the size, what the event stands for. */
  public int[] stacks = {};
  public long[] nanos = {};
  public long[] bytes = {};
  public double[] weights = {};
  public volatile long added;
  /* Lost before they came here. */
  public long lost;

  EventRing(int max) {
    this.max = max;
  }

  void add(int stack, long at, long size, double weight) {
    if (max == 0) {
      lost++;
      return;
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
    added = before + 1; // single writer
  }

  private void grow(int length) {
    nanos = Arrays.copyOf(nanos, length);
    bytes = Arrays.copyOf(bytes, length);
    weights = Arrays.copyOf(weights, length);
    stacks = Arrays.copyOf(stacks, length);
  }

  /** Adds the events of another thread or scope; {@code indexes} gives the stacks' indexes here. */
  void addAll(EventRing other, int[] indexes) {
    long first = Math.max(0, other.added - other.stacks.length);
    for (long i = first; i < other.added; i++) {
      int slot = (int) (i % other.max);
      int stack = indexes[other.stacks[slot]];
      if (stack >= 0) {
        add(stack, other.nanos[slot], other.bytes[slot], other.weights[slot]);
      } else {
        lost++;
      }
    }
    lost += first + other.lost;
  }
}
