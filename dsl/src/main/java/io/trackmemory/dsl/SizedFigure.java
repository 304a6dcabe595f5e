package io.trackmemory.dsl;

/** What is looked at, size by size. */
enum SizedFigure {
  ALLOCATED("allocated bytes", ""),
  PEAK("peak", "ofPeak()."),
  RETAINED("retained bytes", "ofRetained().");

  private final String phrase;
  private final String path;

  SizedFigure(String phrase, String path) {
    this.phrase = phrase;
    this.path = path;
  }

  /** As messages call it. */
  String phrase() {
    return phrase;
  }

  /** What stands before a check on it. */
  String path() {
    return path;
  }
}
