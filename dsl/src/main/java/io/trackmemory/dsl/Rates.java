package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.RateText;

/** Averages and rates as messages write them: three digits, whole numbers without a point. */
final class Rates {

  private Rates() {}

  /** {@code 1 object}, {@code 0.25 objects}. */
  static String objects(double number) {
    String text = RateText.number(number);
    return text + (text.equals("1") ? " object" : " objects");
  }

  /** {@code 98 %}, {@code 99.9 %}, rounded down: never sure where it is not. */
  static String percent(double share) {
    double percent = Math.floor(share * 1_000) / 10;
    return RateText.number(percent) + " %";
  }
}
