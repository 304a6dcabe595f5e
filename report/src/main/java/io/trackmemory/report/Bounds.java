package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.base.Numbers;

/**
 * What is known of a figure.
 *
 * @param atLeast the least that it may be
 * @param atMost the most, {@code Long.MAX_VALUE} where no most is known
 */
record Bounds(long atLeast, long atMost) {

  static Bounds exactly(long figure) {
    return new Bounds(figure, figure);
  }

  boolean isExact() {
    return atLeast == atMost;
  }

  /** {@code 3 objects}, {@code 1.2 KiB (1,234 B)}, {@code 10 B to 20 B}, {@code at least 10 B}. */
  String text(Unit unit) {
    if (isExact()) {
      return one(unit, atLeast);
    }
    return atMost == Long.MAX_VALUE
        ? "at least " + one(unit, atLeast)
        : one(unit, atLeast) + " to " + one(unit, atMost);
  }

  static String one(Unit unit, long figure) {
    return switch (unit) {
      case OBJECTS -> Numbers.count(figure, "object");
      case BYTES -> Numbers.sizeAndExact(figure);
      case BYTES_A_RUN -> Numbers.sizeAndExact(figure) + " a run";
    };
  }
}
