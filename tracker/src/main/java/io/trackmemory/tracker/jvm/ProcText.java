package io.trackmemory.tracker.jvm;

import java.util.OptionalLong;

/**
 * Figures in the texts of {@code /proc}, as {@code man 5 proc} describes them. Whatever does not
 * look like it is empty.
 */
final class ProcText {

  private static final String UNIT = " kB";

  private ProcText() {}

  /** Bytes of a line such as {@code VmRSS: 1764 kB}, as in {@code status} or {@code meminfo}. */
  static OptionalLong bytes(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key + ":"))
        .findFirst()
        .map(line -> line.substring(key.length() + 1).strip())
        .filter(value -> value.endsWith(UNIT))
        .map(value -> number(value.substring(0, value.length() - UNIT.length())))
        .filter(kib -> kib.isPresent() && kib.getAsLong() <= Long.MAX_VALUE >> 10)
        .map(kib -> OptionalLong.of(kib.getAsLong() << 10))
        .orElse(OptionalLong.empty());
  }

  /**
   * A field of {@code stat}, numbered from 1 as the manual does, from the third on. The second is
   * the name of the command in parentheses, which may contain blanks and parentheses.
   */
  static OptionalLong statField(String text, int field) {
    int nameEnd = text.lastIndexOf(')');
    if (nameEnd < 0) {
      return OptionalLong.empty();
    }
    String[] fields = text.substring(nameEnd + 1).strip().split(" ", -1);
    int index = field - 3;
    return index < fields.length ? number(fields[index]) : OptionalLong.empty();
  }

  private static OptionalLong number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // larger than any size or count can be
    }
  }
}
