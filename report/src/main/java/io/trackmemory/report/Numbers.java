package io.trackmemory.report;

import io.trackmemory.tracker.ByteSize;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the pages print them, the same in every locale. */
final class Numbers {

  /** What was not measured; never 0. */
  static final String NOT_AVAILABLE = "n/a";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** {@code 1,234,567}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 object}, {@code 1,234 objects}. */
  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code 1.2 KiB}. */
  static String size(long bytes) {
    return bytes < 0 ? exact(bytes) : ByteSize.ofBytes(bytes).toString();
  }

  /** {@code +1,234}, {@code -12}, {@code 0}. */
  static String change(long difference) {
    return difference > 0 ? "+" + count(difference) : count(difference);
  }

  /** An average or a rate, to three digits: {@code 1,234}, {@code 12.5}, {@code 0.25}. */
  static String rate(double rate) {
    return Math.abs(rate) >= 100 || rate == 0
        ? count(Math.round(rate))
        : BigDecimal.valueOf(rate).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** A share, 0 to 1, as a percentage with one decimal, rounded down. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
  }

  /** {@code 1,234 B}. */
  static String exact(long bytes) {
    return count(bytes) + " B";
  }

  /** {@code 1.2 KiB (1,234 B)}, {@code 12 B}. */
  static String sizeAndExact(long bytes) {
    return bytes < 1024 ? exact(bytes) : size(bytes) + " (" + exact(bytes) + ")";
  }

  /** Share of a whole as a percentage with one decimal: {@code 12.5 %}, {@code < 0.1 %}. */
  static String share(long part, long whole) {
    if (whole <= 0) {
      return NOT_AVAILABLE;
    }
    double percent = 100.0 * part / whole;
    return part > 0 && percent < 0.1 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** A share, 0 to 1, with two decimals, never rounded up to 100 %. */
  static String coverage(OptionalDouble share) {
    return share.isEmpty()
        ? NOT_AVAILABLE
        : String.format(Locale.ROOT, "%.2f %%", Math.floor(share.getAsDouble() * 10_000) / 100);
  }

  /** {@code 850 µs}, {@code 12.3 ms}, {@code 4.56 s}. */
  static String elapsed(Duration elapsed) {
    double micros = elapsed.toNanos() / 1_000.0;
    if (micros < 1_000) {
      return String.format(Locale.ROOT, "%.0f µs", micros);
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1_000)
        : String.format(Locale.ROOT, "%.2f s", micros / 1_000_000);
  }

  /** {@code 2026-01-31 12:00:00 UTC}. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
