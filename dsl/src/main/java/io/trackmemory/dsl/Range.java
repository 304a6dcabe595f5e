package io.trackmemory.dsl;

/**
 * A number of objects or bytes that is known, or known only to lie between two bounds.
 *
 * @param atLeast the number is not below this
 * @param atMost the number is not above this
 */
record Range(long atLeast, long atMost) {

  static Range exactly(long value) {
    return new Range(value, value);
  }

  boolean isExact() {
    return atLeast == atMost;
  }

  Range plus(long moreAtLeast, long moreAtMost) {
    return new Range(atLeast + moreAtLeast, atMost + moreAtMost);
  }
}
