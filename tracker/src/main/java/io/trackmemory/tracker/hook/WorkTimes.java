package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * When a thread worked for a scope: begin and end of each stretch, by the clock of {@link
 * System#nanoTime}. Bounded: when there are too many, each two that follow each other become one,
 * and so do later ones. Costs two readings of the clock for a stretch.
 *
 * <p>Its thread writes, wait-free; making room makes an array, in own work. Any thread may read,
 * and may miss the end of the latest stretch.
 */
public final class WorkTimes {

  /** Numbers of a stretch: begin, end, and how many it is the sum of. */
  public static final int NUMBERS = 3;

  static final int MOST = 200;
  private static final int FEW = 2;
  private static final int FIRST = 1;

  /* How many there are, then those; replaced as a whole where they move. */
  private volatile long[] numbers = new long[FIRST + FEW * NUMBERS];
  private long every = 1;

  /** Makes sure that one more can begin. */
  void makeRoom() {
    long[] now = numbers;
    int count = (int) now[0];
    if (FIRST + (count + 1) * NUMBERS <= now.length) {
      return;
    }
    numbers =
        count < MOST
            ? Arrays.copyOf(now, FIRST + Math.min(2 * count, MOST) * NUMBERS)
            : merged(now, count);
  }

  private long[] merged(long[] from, int count) {
    every *= 2;
    long[] to = new long[from.length];
    to[0] = count / 2;
    for (int i = 0; i < count / 2; i++) {
      int at = FIRST + i * NUMBERS;
      int first = FIRST + 2 * i * NUMBERS;
      int second = first + NUMBERS;
      to[at] = from[first];
      to[at + 1] = from[second + 1];
      to[at + 2] = from[first + 2] + from[second + 2];
    }
    return to;
  }

  /** A stretch begins, for which there is room. */
  void begin(long nanos) {
    long[] now = numbers;
    int end = FIRST + (int) now[0] * NUMBERS;
    if (now[0] > 0 && now[end - 1] < every) {
      return; // it goes on with the latest
    }
    now[end] = nanos;
    now[end + 1] = nanos;
    now[end + 2] = 0;
    VarHandle.storeStoreFence();
    now[0]++;
  }

  /** It ends. */
  void end(long nanos) {
    long[] now = numbers;
    int end = FIRST + (int) now[0] * NUMBERS;
    if (now[0] > 0) {
      now[end - 2] = nanos;
      now[end - 1]++;
    }
  }

  /** The numbers of all of them. */
  public long[] read() {
    long[] now = numbers;
    int count = (int) now[0];
    VarHandle.loadLoadFence();
    return Arrays.copyOfRange(now, FIRST, FIRST + count * NUMBERS);
  }
}
