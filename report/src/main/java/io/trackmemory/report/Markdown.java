package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Texts of a test as code in Markdown, the one form in which nothing of them is markup: marks of
 * code are longer than any run of marks within, and what cannot be seen is spelt out.
 */
final class Markdown {

  private static final Pattern MARKS = Pattern.compile("`+");
  private static final String CUT = "...";

  private Markdown() {}

  /** A text within a line, cut after {@code maxChars} characters. */
  static String code(String text, int maxChars) {
    String visible = cut(VisibleText.line(text, maxChars), maxChars);
    String marks = "`".repeat(longestRun(visible) + 1);
    // A blank at each end is taken off again where Markdown is read.
    boolean apart =
        visible.isBlank()
            || visible.startsWith("`")
            || visible.endsWith("`")
            || (visible.startsWith(" ") && visible.endsWith(" "));
    String blank = apart ? " " : "";
    return marks + blank + visible + blank + marks;
  }

  /** The same of a text that is wrong unless it is whole; empty where it is too long for that. */
  static Optional<String> wholeCode(String text, int maxChars) {
    return VisibleText.line(text, Integer.MAX_VALUE).length() > maxChars
        ? Optional.empty()
        : Optional.of(code(text, maxChars));
  }

  /** Lines as a block, of a language or none; each line is cut after {@code maxChars}. */
  static String block(String language, List<String> lines, int maxChars) {
    List<String> visible =
        lines.stream().map(line -> cut(VisibleText.line(line, maxChars), maxChars)).toList();
    int longest = visible.stream().mapToInt(Markdown::longestRun).max().orElse(0);
    String marks = "`".repeat(Math.max(3, longest + 1));
    return marks + language + "\n" + String.join("\n", visible) + "\n" + marks;
  }

  private static int longestRun(String text) {
    return MARKS
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = maxChars - CUT.length();
    return text.substring(0, end - (Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0)) + CUT;
  }
}
