package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;
import java.math.BigDecimal;
import java.math.MathContext;

/** Averages and rates as messages and pages write them, so that a figure has one rounding. */
public final class RateText {

  private static final int WHOLE_FROM = 100;
  private static final int KIBIBYTE = 1024;
  private static final MathContext DIGITS = new MathContext(3);

  private RateText() {}

  /** To three digits, whole from 100 on: {@code 1234}, {@code 12.5}, {@code 0.25}. */
  public static String number(double number) {
    return Math.abs(number) >= WHOLE_FROM || number == 0
        ? String.valueOf(Math.round(number))
        : BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** {@code 24.5 B}, {@code 0.25 B}, {@code 1.2 KiB}. */
  public static String bytes(double bytes) {
    return Math.round(bytes) < KIBIBYTE
        ? number(bytes) + " B"
        : ByteSize.ofBytes(Math.round(bytes)).toString();
  }
}
