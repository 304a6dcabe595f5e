package io.trackmemory.extension;

/**
 * What {@link NoLeaks} and {@link LimitLeaks} make of state that only a library keeps: objects that
 * no line of the user's made, of no class of the user's, held by fields of libraries.
 */
public enum Libraries {
  /**
   * One run cannot tell a cache from a leak: it is told, and fails no test. Where a {@code
   * RepeatedTest} shows that it piles up, it is a leak.
   */
  TOLD,
  /** It is judged like the user's own, by one run. */
  JUDGED
}
