package io.trackmemory.tracker.jvm;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Figures of management beans, which say with a negative number that they have none. */
final class Given {

  private Given() {}

  static OptionalLong number(long figure) {
    return figure < 0 ? OptionalLong.empty() : OptionalLong.of(figure);
  }

  /** For what cannot be 0 unless it is unknown. */
  static OptionalLong positive(long figure) {
    return figure <= 0 ? OptionalLong.empty() : OptionalLong.of(figure);
  }

  /** Not a number is no number either. */
  static OptionalDouble number(double figure) {
    return figure >= 0 ? OptionalDouble.of(figure) : OptionalDouble.empty();
  }
}
