package io.trackmemory.tracker.leak;

import java.util.Arrays;

/**
 * Numbers the objects of a dump in the order of their addition, by open addressing. For one thread.
 */
final class ObjectIds {

  private long[] keys = new long[1 << 12];
  private int[] numbers = new int[1 << 12];
  private int size;

  /** Adds an object, whose id is never 0, and returns whether it was new. */
  boolean add(long id) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(id);
    if (keys[slot] == id) {
      return false;
    }
    keys[slot] = id;
    numbers[slot] = size++;
    return true;
  }

  /** The number of an object, or -1 if it was not added. */
  int numberOf(long id) {
    if (id == 0) {
      return -1;
    }
    int slot = slot(id);
    return keys[slot] == id ? numbers[slot] : -1;
  }

  int size() {
    return size;
  }

  private int slot(long id) {
    int mask = keys.length - 1;
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = Arrays.copyOf(numbers, keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
