package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page, of which some parts are written here. */
final class Page {

  private Page() {}

  /** Writes the page with another table in one of its parts. */
  static void replace(Path page, String part, String table) throws IOException {
    String first = "<!-- " + part + ": written by the command -->\n";
    String last = "<!-- end of " + part + " -->\n";
    String text = Files.readString(page);
    int begin = text.indexOf(first);
    int end = text.indexOf(last);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " must have the lines " + first + "and " + last);
    }
    Files.writeString(
        page, text.substring(0, begin + first.length()) + table + text.substring(end));
  }
}
