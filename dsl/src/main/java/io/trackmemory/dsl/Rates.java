package io.trackmemory.dsl;

import java.math.BigDecimal;
import java.math.MathContext;

/** Averages and rates as messages write them: three digits, whole numbers without a point. */
final class Rates {

  private static final MathContext DIGITS = new MathContext(3);

  private Rates() {}

  /** {@code 1 object}, {@code 0.25 objects}. */
  static String objects(double number) {
    String text = number(number);
    return text + (text.equals("1") ? " object" : " objects");
  }

  /** {@code 24 B}, {@code 1.2 KiB}, {@code 0.25 B}. */
  static String bytes(double bytes) {
    return bytes < 10 ? number(bytes) + " B" : Sizes.rounded(Math.round(bytes));
  }

  /** {@code 98 %}, {@code 99.9 %}, rounded down: never sure where it is not. */
  static String percent(double share) {
    double percent = Math.floor(share * 1_000) / 10;
    return number(percent) + " %";
  }

  private static String number(double number) {
    return number >= 100
        ? String.valueOf(Math.round(number))
        : BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
