package io.trackmemory.dsl;

/** Small pieces of messages. */
final class Text {

  private Text() {}

  /** {@code 1 object}, {@code 5 objects}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 5 objects, 128 B}. */
  static String objects(long number, long bytes) {
    return count(number, "object") + ", " + Sizes.rounded(bytes);
  }
}
