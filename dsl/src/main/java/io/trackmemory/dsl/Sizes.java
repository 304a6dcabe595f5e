package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;

/** Sizes as messages and as code write them; all values in bytes. */
final class Sizes {

  private static final String[] UNITS = {"bytes", "kib", "mib", "gib"};

  private Sizes() {}

  /** {@code 64 KiB}; where that is rounded, {@code 1.2 KiB (1229 B)}. */
  static String exact(long bytes) {
    String rounded = rounded(bytes);
    int power = Math.max(0, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
    long unit = 1L << (10 * power);
    boolean oneDecimal = bytes % unit * 10 % unit == 0;
    return oneDecimal ? rounded : rounded + " (" + bytes + " B)";
  }

  /** The next whole number of a unit that leaves two digits; as it is below 10 KiB. */
  static long roundedUp(long bytes) {
    long unit = 1;
    while (bytes / unit >= 10 * 1024 && unit < 1L << 30) {
      unit *= 1024;
    }
    return (bytes + unit - 1) / unit * unit;
  }

  /** {@code 1.2 KiB}. */
  static String rounded(long bytes) {
    return ByteSize.ofBytes(bytes).toString();
  }

  /** The call that gives the size: {@code kib(64)}. */
  static String code(long bytes) {
    long value = bytes;
    int unit = 0;
    while (value != 0 && value % 1024 == 0 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return UNITS[unit] + "(" + value + ")";
  }

  /** A call with a size: {@code hasBytesAtMost(kib(64))}. */
  static String call(String name, long bytes) {
    return name + "(" + code(bytes) + ")";
  }
}
