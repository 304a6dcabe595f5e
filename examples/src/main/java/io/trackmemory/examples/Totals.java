package io.trackmemory.examples;

/** Adds up numbers, which should allocate nothing. */
final class Totals {

  private Totals() {}

  /** Makes an object for each sum, as the total is a {@code Long}. */
  @SuppressWarnings("UnnecessaryBoxedVariable") // the mistake that is shown
  static long boxed(int[] values) {
    Long total = 0L;
    for (int value : values) {
      total += value;
    }
    return total;
  }

  static long plain(int[] values) {
    long total = 0;
    for (int value : values) {
      total += value;
    }
    return total;
  }
}
