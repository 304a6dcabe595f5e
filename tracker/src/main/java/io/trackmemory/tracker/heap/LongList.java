package io.trackmemory.tracker.heap;

import java.util.ArrayList;
import java.util.List;

/** A growing list of ids, so that large heaps cost no boxes and no copies. */
final class LongList {

  private static final int PART_BITS = 14;

  private final List<long[]> parts = new ArrayList<>();
  private long[] last = {};
  private int size;

  void add(long value) {
    int place = size & ((1 << PART_BITS) - 1);
    if (place == 0) {
      last = new long[1 << PART_BITS];
      parts.add(last);
    }
    last[place] = value;
    size++;
  }

  long get(int index) {
    return parts.get(index >>> PART_BITS)[index & ((1 << PART_BITS) - 1)];
  }

  int size() {
    return size;
  }
}
