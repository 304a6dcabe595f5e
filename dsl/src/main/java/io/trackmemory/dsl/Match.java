package io.trackmemory.dsl;

/** How many of the objects in a row of a snapshot a filter takes. In order of certainty. */
enum Match {
  /** None. */
  NONE,
  /** Any number: the row does not tell. */
  UNKNOWN,
  /** One at least, perhaps more: the row does not tell. */
  SOME,
  /** All. */
  ALL;

  /** What this filter and another one take together. */
  Match and(Match other) {
    if (this == SOME && other == SOME) {
      return UNKNOWN;
    }
    return compareTo(other) <= 0 ? this : other;
  }

  static Match allIf(boolean condition) {
    return condition ? ALL : NONE;
  }

  boolean isCertain() {
    return this == NONE || this == ALL;
  }
}
