package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;

/** Narrows allocations. */
interface SiteFilter extends Filter {

  /** How many of a row's objects it takes. */
  Match match(SiteStatistics row, Evidence evidence);

  /** Why it may not tell, and what to do about it. */
  default String doubt() {
    return "the lines do not tell which objects are " + phrase();
  }
}
