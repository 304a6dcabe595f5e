package io.trackmemory.report;

import java.util.ArrayList;
import java.util.List;

/** Where a name or a line of code may be broken: after a dot, before a dollar or a parenthesis. */
final class Breaks {

  private Breaks() {}

  /** The parts of {@code text}, each of which is followed by a place to break. */
  static List<String> of(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$' || c == '(' || text.charAt(i - 1) == '.') {
        parts.add(text.substring(from, i));
        from = i;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
