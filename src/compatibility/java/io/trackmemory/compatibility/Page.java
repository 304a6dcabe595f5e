package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page, of which some parts are written here. */
final class Page {

  private Page() {}

  /** What one of its parts is. */
  static String part(Path page, String part) throws IOException {
    String text = Files.readString(page);
    return text.substring(begin(page, text, part), end(page, text, part));
  }

  /** Writes the page with another table in one of its parts. */
  static void replace(Path page, String part, String table) throws IOException {
    String text = Files.readString(page);
    String changed =
        text.substring(0, begin(page, text, part)) + table + text.substring(end(page, text, part));
    Files.writeString(page, changed);
  }

  private static int begin(Path page, String text, String part) throws IOException {
    String line = "<!-- " + part + ": written by the command -->\n";
    return at(page, text, line) + line.length();
  }

  private static int end(Path page, String text, String part) throws IOException {
    return at(page, text, "<!-- end of " + part + " -->\n");
  }

  private static int at(Path page, String text, String line) throws IOException {
    int at = text.indexOf(line);
    if (at < 0) {
      throw new IOException(page + " must have the line " + line);
    }
    return at;
  }
}
