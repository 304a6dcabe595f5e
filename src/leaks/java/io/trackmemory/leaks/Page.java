package io.trackmemory.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page, of which one part is written here. */
final class Page {

  private static final String BEGIN = "<!-- cases: written by the command -->\n";
  private static final String END = "<!-- end of cases -->\n";

  private Page() {}

  /** The text of the page with another table. */
  static String replaced(Path page, String table) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " must have the lines " + BEGIN + "and " + END);
    }
    return text.substring(0, begin + BEGIN.length()) + table + text.substring(end);
  }
}
