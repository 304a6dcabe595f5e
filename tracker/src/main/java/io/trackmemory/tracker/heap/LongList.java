package io.trackmemory.tracker.heap;

import java.util.Arrays;

/** A growing list of ids, so that large heaps cost no boxes. */
final class LongList {

  private long[] values = new long[64];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  long get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }
}
