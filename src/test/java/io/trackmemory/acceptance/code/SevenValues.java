package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.List;

/** Creates seven values: a list, a text, two boxed values, two shared holders, one copy. */
public final class SevenValues {

  private SevenValues() {}

  /** Creates them, and gives how many there are. */
  public static int create(int seed) {
    List<Integer> numbers = new ArrayList<>(3);
    numbers.add(seed);
    numbers.add(seed + 1);
    numbers.add(seed + 2);
    String text = "seed " + seed;
    Long boxedLong = seed * 1_000L;
    Double boxedDouble = seed / 2.0;
    Holder first = new Holder(text);
    Holder second = new Holder(numbers);
    Holder copy = new Holder(first.shared());
    return count(numbers, text, boxedLong, boxedDouble, first, second, copy);
  }

  @SuppressWarnings("ReferenceEquality") // equals() of a record would link a call site
  private static int count(
      List<Integer> one,
      String two,
      Long three,
      Double four,
      Holder five,
      Holder six,
      Holder last) {
    return one.isEmpty() || two.isEmpty() || three > four || five == six || six == last ? 7 : 0;
  }

  /** Shares what it holds. */
  public record Holder(Object shared) {}
}
