package io.trackmemory.report;

import java.util.List;

/**
 * Lines of source around one that is to blame.
 *
 * @param file name of the source file
 * @param firstLine number of the first of them, from 1
 * @param hit index of the one to blame
 * @param lines without the indentation that they have in common, long ones cut
 */
record Excerpt(String file, int firstLine, int hit, List<String> lines) {

  /** Copies the lines. */
  Excerpt {
    lines = List.copyOf(lines);
  }
}
