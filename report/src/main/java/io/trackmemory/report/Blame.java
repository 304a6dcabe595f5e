package io.trackmemory.report;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;

/** Which line is to blame for a row: the user's own, as far as one is known. */
final class Blame {

  private Blame() {}

  static AllocationSite line(SiteStatistics row) {
    return row.site().origin() == Origin.USER ? row.site() : row.caller().orElse(row.site());
  }
}
