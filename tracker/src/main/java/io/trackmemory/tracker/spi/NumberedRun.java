package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What one run of an action came to, whose allocations in the thread that ran it were numbered from
 * 1 on. First use, test code and own work have no number.
 *
 * @param made how many allocations have a number, the one that failed included
 * @param lines which line made which; empty where one was to fail
 * @param failed the allocation that was to fail, by type, size and line; empty if the run did not
 *     come that far
 * @param spared whether that one was let be, as it was made inside {@code java.util.concurrent},
 *     whose locks it would break
 * @param thrown what the action threw, if it was anything but the error of that allocation
 * @param thrownAt the first line of the user's own code in the stack of that
 * @param endedInError whether the action ended in the error of that allocation
 */
public record NumberedRun(
    long made,
    List<Line> lines,
    Optional<SiteStatistics> failed,
    boolean spared,
    Optional<Throwable> thrown,
    Optional<AllocationSite> thrownAt,
    boolean endedInError) {

  /** Copies the lines. */
  public NumberedRun {
    lines = List.copyOf(lines);
  }

  /**
   * What one line made of one type.
   *
   * @param place how many, and where
   * @param first number of the first
   * @param second number of the second; 0 if there was none
   * @param last number of the last
   */
  public record Line(SiteStatistics place, long first, long second, long last) {}
}
