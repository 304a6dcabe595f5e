package io.trackmemory.extension;

/** Which files of a failure JUnit publishes. */
enum Publishing {
  /** The short form, and a page of a few lines that leads to the page. */
  LINKS,
  /** Page, JSON and short form. */
  COPIES,
  /** None. */
  NEVER
}
