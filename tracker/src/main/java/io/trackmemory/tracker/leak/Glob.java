package io.trackmemory.tracker.leak;

import java.util.regex.Pattern;

/**
 * A pattern of names: {@code *} stands for any characters, everything else for itself.
 *
 * @param text as it was written
 * @param regex the same
 */
record Glob(String text, Pattern regex) {

  static Glob of(String text) {
    String[] literals = text.strip().split("\\*", -1);
    for (int i = 0; i < literals.length; i++) {
      literals[i] = Pattern.quote(literals[i]);
    }
    return new Glob(text, Pattern.compile(String.join(".*", literals)));
  }

  boolean matches(String name) {
    return regex.matcher(name).matches();
  }
}
