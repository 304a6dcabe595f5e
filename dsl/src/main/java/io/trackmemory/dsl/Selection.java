package io.trackmemory.dsl;

import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds up what filters take of the rows of a snapshot. Used by one thread, once. */
final class Selection {

  private final Filters<SiteFilter> filters;
  private final Evidence evidence;
  private final List<SiteStatistics> rows = new ArrayList<>();
  private final Set<String> doubts = new LinkedHashSet<>();
  private Range count = Range.exactly(0);
  private Range bytes = Range.exactly(0);

  Selection(Filters<SiteFilter> filters, Evidence evidence) {
    this.filters = filters;
    this.evidence = evidence;
  }

  void add(SiteStatistics row) {
    Match match = match(row);
    if (match == Match.NONE) {
      return;
    }
    rows.add(row);
    boolean all = match == Match.ALL;
    long sure = match == Match.SOME ? 1 : 0;
    count = count.plus(all ? row.count() : sure, row.count());
    bytes = bytes.plus(all ? row.bytes() : 0, row.bytes());
  }

  private Match match(SiteStatistics row) {
    Match match = Match.ALL;
    Set<String> reasons = new LinkedHashSet<>();
    for (SiteFilter filter : filters.all()) {
      Match one = filter.match(row, evidence);
      if (!one.isCertain()) {
        reasons.add(filter.doubt());
      }
      match = match.and(one);
    }
    if (!match.isCertain()) {
      doubts.addAll(reasons);
    }
    return match;
  }

  void addUnlisted(Omissions omissions) {
    if (omissions.filteredCount() == 0) {
      return;
    }
    count = count.plus(0, omissions.filteredCount());
    bytes = bytes.plus(0, omissions.filteredBytes());
    doubts.add(
        Text.count(omissions.filteredCount(), "object")
            + " below trackmemory.filter.min-size are in no line; set it to \"0 B\"");
  }

  Allocations of(Allocations all) {
    return new Allocations(
        all.subject(),
        all.snapshot(),
        filters.phrases(),
        all.path(),
        rows,
        count,
        bytes,
        String.join("; ", doubts));
  }
}
