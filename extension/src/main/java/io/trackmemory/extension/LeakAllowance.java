package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import java.util.Locale;

/** What a test may leave behind: a number of objects, or a number of bytes. */
sealed interface LeakAllowance {

  /** Nothing. */
  LeakAllowance NONE = new Objects(0);

  /**
   * Reads {@code none}, a whole number or a size.
   *
   * @throws IllegalArgumentException if {@code text} is neither
   */
  static LeakAllowance parse(String text) {
    if (text.toLowerCase(Locale.ROOT).equals("none")) {
      return NONE;
    }
    if (text.chars().allMatch(Character::isDigit)) {
      return new Objects(Long.parseLong(text));
    }
    return new Bytes(ByteSize.parse(text));
  }

  /**
   * At most so many objects.
   *
   * @param count how many
   */
  record Objects(long count) implements LeakAllowance {}

  /**
   * At most so many bytes.
   *
   * @param size shallow size of all of them together
   */
  record Bytes(ByteSize size) implements LeakAllowance {}
}
