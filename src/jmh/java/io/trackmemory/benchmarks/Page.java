package io.trackmemory.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The page whose tables are written here, each between two lines that name part and JDK. */
final class Page {

  private Page() {}

  /** Puts tables in the place of those of another run, if the page has a place for them. */
  static boolean replace(Path page, String part, int jdk, String tables) throws IOException {
    Optional<String> known = tables(page, part, jdk);
    if (known.isPresent()) {
      String text = Files.readString(page);
      int begin = text.indexOf(first(part, jdk)) + first(part, jdk).length();
      Files.writeString(
          page, text.substring(0, begin) + tables + text.substring(begin + known.get().length()));
    }
    return known.isPresent();
  }

  /** The tables of a part; empty if the page has no place for them. */
  static Optional<String> tables(Path page, String part, int jdk) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(first(part, jdk));
    int end = text.indexOf("<!-- end of %s, JDK %d -->".formatted(part, jdk));
    return begin < 0 || end < begin
        ? Optional.empty()
        : Optional.of(text.substring(begin + first(part, jdk).length(), end));
  }

  private static String first(String part, int jdk) {
    return "<!-- %s, JDK %d: written by the command -->%n".formatted(part, jdk);
  }
}
