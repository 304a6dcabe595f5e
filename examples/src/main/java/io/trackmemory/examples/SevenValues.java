package io.trackmemory.examples;

import java.util.ArrayList;
import java.util.List;

/** Creates seven values of the kinds that most programs create. */
final class SevenValues {

  private SevenValues() {}

  /** What creates the values, and all that it allocates: see the comment on each line. */
  static Values create(int seed) {
    List<Integer> numbers = new ArrayList<>(5); // java.util.ArrayList, java.lang.Object[]
    for (int i = 0; i < 5; i++) {
      numbers.add(seed + i); // 5 x java.lang.Integer
    }
    String text = "seed " + seed; // java.lang.String, byte[]
    Long boxedLong = seed * 1_000L; // java.lang.Long
    Double boxedDouble = seed / 2.0; // java.lang.Double
    Holder first = new Holder(text); // Holder
    Holder second = new Holder(numbers); // Holder
    Holder copy = first.copy(); // Holder
    return new Values(numbers, text, boxedLong, boxedDouble, first, second, copy); // Values
  }

  /** Holds an object that others may hold too. */
  record Holder(Object shared) {

    Holder copy() {
      return new Holder(shared);
    }
  }

  /** All seven. */
  record Values(
      List<Integer> numbers,
      String text,
      Long boxedLong,
      Double boxedDouble,
      Holder first,
      Holder second,
      Holder copy) {}
}
