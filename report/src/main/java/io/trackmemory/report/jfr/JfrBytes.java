package io.trackmemory.report.jfr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Grows while the parts of a Flight Recorder chunk are written to it. Whole numbers are compressed
 * as its readers expect them: seven bits a byte, lowest first, the ninth byte with all eight.
 * Confined to one thread.
 */
final class JfrBytes {

  private static final int EMPTY_STRING = 1;
  private static final int POOLED_STRING = 2;
  private static final int UTF_8_STRING = 3;
  private static final int CHARS_STRING = 4;

  private byte[] bytes = new byte[64];
  private int size;

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  JfrBytes raw(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  JfrBytes flag(boolean value) {
    return raw(value ? 1 : 0);
  }

  JfrBytes all(JfrBytes other) {
    return all(other.bytes, other.size);
  }

  JfrBytes all(byte[] other) {
    return all(other, other.length);
  }

  private JfrBytes all(byte[] from, int length) {
    ensure(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
    return this;
  }

  /** Two bytes, highest first. */
  JfrBytes rawShort(int value) {
    return raw(value >> 8).raw(value);
  }

  /** Eight bytes, highest first. */
  JfrBytes rawLong(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      raw((int) (value >> shift));
    }
    return this;
  }

  JfrBytes real(double value) {
    return rawLong(Double.doubleToRawLongBits(value));
  }

  /** A compressed {@code long}. */
  JfrBytes number(long value) {
    long rest = value;
    for (int i = 0; i < 8 && (rest & ~0x7FL) != 0; i++) {
      raw((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    return raw((int) rest);
  }

  /** A compressed {@code int}, which takes five bytes where it is negative. */
  JfrBytes integer(int value) {
    return number(Integer.toUnsignedLong(value));
  }

  /** A string that is in the pool of strings. */
  JfrBytes pooled(long key) {
    return raw(POOLED_STRING).number(key);
  }

  /** No string at all. */
  JfrBytes noText() {
    return raw(0);
  }

  /** A string; halves of characters, of which UTF-8 has none, stay what they are. */
  JfrBytes text(String text) {
    if (text.isEmpty()) {
      return raw(EMPTY_STRING);
    }
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      return raw(UTF_8_STRING).number(encoded.length).all(encoded);
    }
    raw(CHARS_STRING).number(text.length());
    text.chars().forEach(this::number);
    return this;
  }

  /** An event: {@code body} after its size, which counts its own bytes too. */
  JfrBytes event(JfrBytes body) {
    int own = 1;
    while ((long) body.size + own >= 1L << (7 * own)) {
      own++;
    }
    return number((long) body.size + own).all(body);
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2L));
    }
  }
}
