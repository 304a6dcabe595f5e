package io.trackmemory.extension;

/** When a page is written for a tracked test. */
public enum ReportPolicy {
  /** Whatever {@code trackmemory.report} says; {@link #ON_FAILURE} where it says nothing. */
  FROM_SETTINGS,
  /** For a test that failed, whatever made it fail. */
  ON_FAILURE,
  /** For every tracked test. */
  ALWAYS,
  /** For none. */
  NEVER;

  boolean mayWrite() {
    return this != NEVER;
  }

  boolean writes(boolean failed) {
    return this == ALWAYS || (this == ON_FAILURE && failed);
  }
}
