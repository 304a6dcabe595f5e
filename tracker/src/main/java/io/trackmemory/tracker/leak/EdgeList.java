package io.trackmemory.tracker.leak;

import java.util.Arrays;

/** References in the order in which they are read; their targets are ids until all are known. */
final class EdgeList {

  private long[] targets = new long[1 << 14];
  private int[] kinds = new int[1 << 14];
  private int size;

  void add(long target, int kind) {
    if (size == targets.length) {
      targets = Arrays.copyOf(targets, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    targets[size] = target;
    kinds[size++] = kind;
  }

  int size() {
    return size;
  }

  int[] kinds() {
    return Arrays.copyOf(kinds, size);
  }

  /** The targets as numbers, -1 for an object that is not in the dump. */
  int[] targets(ObjectIds ids) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = ids.numberOf(targets[i]);
    }
    return numbers;
  }
}
