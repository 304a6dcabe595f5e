package io.trackmemory.report;

import java.util.Collection;

/** What became of something from one run to the next; the first of several is that of them all. */
enum Change {
  /** More memory, or a check or test that no longer passes. */
  WORSE("worse"),
  /** Less memory, or a check or test that passes now. */
  BETTER("better"),
  /** Not the same, and neither can be said. */
  CHANGED("changed"),
  /** The same, or within what is tolerated. */
  SAME("unchanged");

  /** How it is told. */
  final String word;

  Change(String word) {
    this.word = word;
  }

  /** That of all together. */
  static Change ofAll(Collection<Change> parts) {
    return parts.stream().min(Change::compareTo).orElse(SAME);
  }
}
