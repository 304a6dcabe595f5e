package io.trackmemory.report;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which line of the user's own is to blame for each of some rows. A library's line has a row for
 * what came through each known caller, and one for what no call stack was taken of: where all that
 * is known came through one caller, that row is counted there, too.
 */
final class Blame {

  private final Map<AllocationSite, Set<AllocationSite>> callers = new HashMap<>();

  private Blame() {}

  /** Of rows of one measurement. */
  static Blame of(List<SiteStatistics> rows) {
    Blame blame = new Blame();
    for (SiteStatistics row : rows) {
      row.caller()
          .ifPresent(
              caller ->
                  blame.callers.computeIfAbsent(row.site(), key -> new HashSet<>()).add(caller));
    }
    return blame;
  }

  /** The user's line, as far as one is known; else the line that allocates. */
  AllocationSite line(SiteStatistics row) {
    if (row.site().origin() == Origin.USER) {
      return row.site();
    }
    return row.caller()
        .orElseGet(() -> isSampled(row) ? callersOf(row).iterator().next() : row.site());
  }

  /** The row with the user's line that is to blame as its caller, where it is known by samples. */
  SiteStatistics resolved(SiteStatistics row) {
    return isSampled(row)
        ? new SiteStatistics(
            row.typeName(),
            row.site(),
            Optional.of(line(row)),
            row.callerCount(),
            row.threadName(),
            row.ownThread(),
            row.count(),
            row.bytes())
        : row;
  }

  /** Whether the line is known of other allocations at the same place only. */
  boolean isSampled(SiteStatistics row) {
    return row.site().origin() != Origin.USER
        && row.caller().isEmpty()
        && callersOf(row).size() == 1;
  }

  private Set<AllocationSite> callersOf(SiteStatistics row) {
    return callers.getOrDefault(row.site(), Set.of());
  }
}
