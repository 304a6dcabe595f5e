package io.trackmemory.tracker.heap;

import java.util.Arrays;

/** A growing list of numbers, so that large heaps cost no boxes. */
public final class IntList {

  private int[] values = new int[64];
  private int size;

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public int get(int index) {
    return values[index];
  }

  public int size() {
    return size;
  }

  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
