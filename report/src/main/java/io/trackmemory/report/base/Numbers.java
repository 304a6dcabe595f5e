package io.trackmemory.report.base;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.RateText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Numbers as a person reads them, the same in every locale. */
public final class Numbers {

  /** What was not measured; never 0. */
  public static final String NOT_AVAILABLE = "n/a";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** A total, empty where it is 0 only because nothing could be measured. */
  public static OptionalLong measured(MemorySnapshot seen, long total) {
    return total == 0 && seen.uncertified().isPresent()
        ? OptionalLong.empty()
        : OptionalLong.of(total);
  }

  /** A figure as it is printed, where there is one. */
  public static String orNotAvailable(OptionalLong figure, LongFunction<String> print) {
    return figure.isPresent() ? print.apply(figure.getAsLong()) : NOT_AVAILABLE;
  }

  /** {@code 1,234,567}. */
  public static String count(long count) {
    return count >= 0 && count < 1_000 // most are, and a format takes long
        ? Long.toString(count)
        : String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 object}, {@code 1,234 objects}. */
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code 1.2 KiB}. */
  public static String size(long bytes) {
    return bytes < 0 ? exact(bytes) : ByteSize.ofBytes(bytes).toString();
  }

  /** {@code +1,234}, {@code -12}, {@code 0}. */
  public static String change(long difference) {
    return difference > 0 ? "+" + count(difference) : count(difference);
  }

  /** An average or a rate, to three digits: {@code 1,234}, {@code 12.5}, {@code 0.25}. */
  public static String rate(double rate) {
    return Math.abs(rate) >= 1_000 ? count(Math.round(rate)) : RateText.number(rate);
  }

  /** A share, 0 to 1, as a percentage with one decimal, rounded down. */
  public static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
  }

  /** {@code 1,234 B}. */
  public static String exact(long bytes) {
    return count(bytes) + " B";
  }

  /** {@code 1.2 KiB (1,234 B)}, {@code 12 B}. */
  public static String sizeAndExact(long bytes) {
    return bytes < 1024 ? exact(bytes) : size(bytes) + " (" + exact(bytes) + ")";
  }

  /** Share of a whole as a percentage with one decimal: {@code 12.5 %}, {@code < 0.1 %}. */
  public static String share(long part, long whole) {
    if (whole <= 0) {
      return NOT_AVAILABLE;
    }
    double percent = 100.0 * part / whole;
    return part > 0 && percent < 0.1 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** A share, 0 to 1, with two decimals, never rounded up to 100 %. */
  public static String coverage(OptionalDouble share) {
    return share.isEmpty()
        ? NOT_AVAILABLE
        : String.format(Locale.ROOT, "%.2f %%", Math.floor(share.getAsDouble() * 10_000) / 100);
  }

  /** {@code 850 µs}, {@code 12.3 ms}, {@code 4.56 s}. */
  public static String elapsed(Duration elapsed) {
    double micros = elapsed.toNanos() / 1_000.0;
    if (micros < 1_000) {
      return String.format(Locale.ROOT, "%.0f µs", micros);
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1_000)
        : String.format(Locale.ROOT, "%.2f s", micros / 1_000_000);
  }

  /** {@code 2026-01-31 12:00:00 UTC}. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }
}
