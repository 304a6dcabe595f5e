package io.trackmemory.tracker.jdk;

import java.util.List;

/**
 * A pattern of names: {@code *} stands for any characters, everything else for itself. Thousands of
 * names are held against a hundred patterns before a search, so nothing is allocated for it.
 *
 * @param text as it was written
 * @param literals what stands before, between and behind the stars
 */
public record Glob(String text, List<String> literals) {

  /** Reads one. */
  public static Glob of(String text) {
    return new Glob(text, List.of(text.strip().split("\\*", -1)));
  }

  /** Whether a name is one of those. */
  public boolean matches(String name) {
    String first = literals.get(0);
    int last = literals.size() - 1;
    if (last == 0 || !name.startsWith(first)) {
      return name.equals(first);
    }
    int from = first.length();
    for (int i = 1; i < last; i++) {
      int at = name.indexOf(literals.get(i), from);
      if (at < 0) {
        return false;
      }
      from = at + literals.get(i).length();
    }
    String end = literals.get(last);
    return name.length() - end.length() >= from && name.endsWith(end);
  }
}
