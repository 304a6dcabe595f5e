package io.trackmemory.tracker.jdk;

/**
 * A pattern of names: {@code *} stands for any characters, everything else for itself. Thousands of
 * names are held against a hundred patterns before a search, so nothing is allocated for it.
 *
 * @param text as it was written
 */
public record Glob(String text) {

  /** Reads one, whatever blanks are around it. */
  public static Glob of(String text) {
    return new Glob(text.strip());
  }

  /** What all of those begin with. */
  public String prefix() {
    int star = text.indexOf('*');
    return star < 0 ? text : text.substring(0, star);
  }

  /** Whether a name is one of those. */
  public boolean matches(String name) {
    return matches(text, name);
  }

  static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0 || !name.regionMatches(0, pattern, 0, star)) {
      return name.equals(pattern);
    }
    int at = star;
    for (int next = pattern.indexOf('*', star + 1); next >= 0; ) {
      int length = next - star - 1;
      while (!name.regionMatches(at, pattern, star + 1, length)) {
        if (++at > name.length()) {
          return false;
        }
      }
      at += length;
      star = next;
      next = pattern.indexOf('*', star + 1);
    }
    int end = pattern.length() - star - 1;
    return name.length() - end >= at
        && name.regionMatches(name.length() - end, pattern, star + 1, end);
  }
}
