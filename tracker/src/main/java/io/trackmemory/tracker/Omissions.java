package io.trackmemory.tracker;

/**
 * What a snapshot's rows leave out, told so that nobody takes a part for the whole. Counts, bytes
 * and verdicts never leave anything out.
 *
 * @param filteredCount objects below {@code trackmemory.filter.min-size}, in no row
 * @param filteredBytes their bytes
 * @param unstackedCount allocations in library code for which no call stack was taken
 * @param unfollowedCount objects beyond {@code trackmemory.live.max} that were not followed
 */
public record Omissions(
    long filteredCount, long filteredBytes, long unstackedCount, long unfollowedCount) {

  /** Nothing left out. */
  public static final Omissions NONE = new Omissions(0, 0, 0, 0);
}
