package io.trackmemory.tracker.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads patterns of leaks to be ignored. */
final class LeakPatterns {

  /** Parts between dots, of letters, digits and stars; brackets for an array. */
  private static final Pattern FORM =
      Pattern.compile(
          "[\\p{javaJavaIdentifierPart}*<>-]+(\\.[\\p{javaJavaIdentifierPart}*<>-]+)*(\\[])*");

  private LeakPatterns() {}

  /** The patterns, in order; empty if one is not of the form, or would cover everything. */
  static Optional<List<String>> parse(String text) {
    if (text.isBlank()) {
      return Optional.of(List.of());
    }
    List<String> patterns = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    return patterns.stream().allMatch(LeakPatterns::isPattern)
        ? Optional.of(patterns)
        : Optional.empty();
  }

  private static boolean isPattern(String pattern) {
    return FORM.matcher(pattern).matches() && pattern.chars().anyMatch(Character::isLetterOrDigit);
  }
}
