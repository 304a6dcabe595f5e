package io.trackmemory.report.base;

/**
 * Text of a test made fit for a person's eyes: what cannot be seen, or would change how the rest is
 * seen (control characters, terminal colours, directions of writing), is spelt out as {@code
 * \u001b}. Markup is left alone; the templates escape it.
 */
public final class VisibleText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final int MAX_NAME_CHARS = 300;
  private static final int MAX_KEPT_CHARS = 100_000;

  private VisibleText() {}

  /** A name of a test, a type, a thread: one line, not too long. */
  public static String name(String name) {
    return line(name, MAX_NAME_CHARS);
  }

  /** One line: line breaks and tabs are spelt out too. */
  public static String line(String text, int maxChars) {
    return of(text, maxChars, false);
  }

  /** Lines: line breaks and tabs stay as they are. */
  public static String lines(String text, int maxChars) {
    return of(text.replace("\r\n", "\n"), maxChars, true);
  }

  private static String of(String text, int maxChars, boolean multiline) {
    if (text.length() <= maxChars && isPlain(text)) {
      return text;
    }
    String part = limited(text, maxChars);
    StringBuilder out = new StringBuilder(part.length() + 16);
    part.codePoints().forEach(c -> append(out, c, multiline));
    return out.toString();
  }

  /** Whether all is printable ASCII, as most names are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** A text of a test as a report keeps it: as it is, but not without end. */
  public static String kept(String text) {
    return limited(text, MAX_KEPT_CHARS);
  }

  /** {@code text}, cut after {@code maxChars} characters and then saying how many are missing. */
  private static String limited(String text, int maxChars) {
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
  public static boolean isInvisible(int c) {
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
