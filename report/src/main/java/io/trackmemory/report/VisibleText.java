package io.trackmemory.report;

/**
 * Text of a test made fit for a person's eyes: what cannot be seen, or would change how the rest is
 * seen (control characters, terminal colours, directions of writing), is spelt out as {@code
 * \u001b}. Markup is left alone; the templates escape it.
 */
final class VisibleText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private VisibleText() {}

  /** One line: line breaks and tabs are spelt out too. */
  static String line(String text, int maxChars) {
    return of(text, maxChars, false);
  }

  /** Lines: line breaks and tabs stay as they are. */
  static String lines(String text, int maxChars) {
    return of(text.replace("\r\n", "\n"), maxChars, true);
  }

  private static String of(String text, int maxChars, boolean multiline) {
    String part = limited(text, maxChars);
    StringBuilder out = new StringBuilder(part.length() + 16);
    part.codePoints().forEach(c -> append(out, c, multiline));
    return out.toString();
  }

  /** {@code text}, cut after {@code maxChars} characters and then saying how many are missing. */
  static String limited(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = maxChars - (Character.isHighSurrogate(text.charAt(maxChars - 1)) ? 1 : 0);
    String missing = Numbers.count((long) text.length() - end);
    return text.substring(0, end) + " ... and " + missing + " more characters";
  }

  private static void append(StringBuilder out, int c, boolean multiline) {
    if ((multiline && (c == '\n' || c == '\t')) || !isInvisible(c)) {
      out.appendCodePoint(c);
    } else if (Character.isBmpCodePoint(c)) {
      out.append(String.format("\\u%04x", c));
    } else {
      out.append(String.format("\\u{%x}", c));
    }
  }

  /** Whether a character draws nothing, or is half of one; joiners are part of ordinary text. */
  static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
