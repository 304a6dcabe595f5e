package io.trackmemory.tracker;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of memory in bytes, never negative.
 *
 * @param toBytes the size in bytes
 */
public record ByteSize(long toBytes) implements Comparable<ByteSize> {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(\\d+(?:\\.\\d+)?)\\s*(B|KB|KiB|MB|MiB|GB|GiB)\\s*", Pattern.CASE_INSENSITIVE);

  private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  /**
   * Creates a size.
   *
   * @throws IllegalArgumentException if {@code toBytes} is negative
   */
  public ByteSize {
    if (toBytes < 0) {
      throw new IllegalArgumentException("size must not be negative: " + toBytes);
    }
  }

  /** A size of {@code bytes} bytes. */
  public static ByteSize ofBytes(long bytes) {
    return new ByteSize(bytes);
  }

  /** A size of {@code kibibytes} times 1,024 bytes. */
  public static ByteSize ofKibibytes(long kibibytes) {
    return times(kibibytes, 1L << 10);
  }

  /** A size of {@code mebibytes} times 1,048,576 bytes. */
  public static ByteSize ofMebibytes(long mebibytes) {
    return times(mebibytes, 1L << 20);
  }

  /** A size of {@code gibibytes} times 1,073,741,824 bytes. */
  public static ByteSize ofGibibytes(long gibibytes) {
    return times(gibibytes, 1L << 30);
  }

  private static ByteSize times(long count, long unit) {
    if (count < 0) {
      throw new IllegalArgumentException("size must not be negative: " + count);
    }
    if (count > Long.MAX_VALUE / unit) {
      throw new IllegalArgumentException("size must fit in 63 bits: " + count + " times " + unit);
    }
    return new ByteSize(count * unit);
  }

  /**
   * Reads a whole or decimal number and a unit: {@code 512 B}, {@code 64 KiB} (1,024), {@code 1.5
   * MB} (1,000,000), to {@code GB} and {@code GiB}; any case, a blank between or not. A part of a
   * byte is cut off.
   *
   * @throws IllegalArgumentException if {@code text} has another form, naming it and the form
   */
  public static ByteSize parse(String text) {
    if (text == null) {
      throw new IllegalArgumentException("size must not be null");
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw notASize(text);
    }
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit(matcher.group(2))));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw notASize(text);
    }
    return new ByteSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
  }

  private static IllegalArgumentException notASize(String text) {
    return new IllegalArgumentException(
        "size must be a number and a unit (B, KB, KiB, MB, MiB, GB, GiB) such as \"64 KiB\": \""
            + text
            + "\"");
  }

  private static long unit(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "B" -> 1L;
      case "KB" -> 1_000L;
      case "KIB" -> 1L << 10;
      case "MB" -> 1_000_000L;
      case "MIB" -> 1L << 20;
      case "GB" -> 1_000_000_000L;
      default -> 1L << 30;
    };
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(toBytes, other.toBytes);
  }

  /**
   * The size in the largest binary unit that leaves at least one: {@code 128 B}, {@code 64 KiB},
   * {@code 1.2 KiB} (one decimal, rounded half up, left out where it is zero).
   */
  @Override
  public String toString() {
    if (toBytes < 1024) {
      return toBytes + " B";
    }
    int power = (63 - Long.numberOfLeadingZeros(toBytes)) / 10;
    BigDecimal value = scaled(power);
    if (value.compareTo(BigDecimal.valueOf(1024)) >= 0) {
      value = scaled(++power);
    }
    return value.stripTrailingZeros().toPlainString() + " " + BINARY_UNITS[power];
  }

  private BigDecimal scaled(int power) {
    return BigDecimal.valueOf(toBytes)
        .divide(BigDecimal.valueOf(1L << (10 * power)), 1, RoundingMode.HALF_UP);
  }
}
