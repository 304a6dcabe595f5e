package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a message says in one row: a row of a snapshot; or the row of those objects of a line whose
 * caller is not known, and after it those of the same line whose caller is, most of them first.
 *
 * @param rows one or more
 */
record LineGroup(List<SiteStatistics> rows) {

  /** A line in one thread, whoever called it. */
  record Line(String typeName, AllocationSite site, String threadName, boolean ownThread) {

    static Line of(SiteStatistics row) {
      return new Line(row.typeName(), row.site(), row.threadName(), row.ownThread());
    }
  }

  /** In the order of the first of each. */
  static List<LineGroup> of(List<SiteStatistics> rows) {
    Map<Line, List<SiteStatistics>> byLine = new LinkedHashMap<>();
    rows.forEach(row -> byLine.computeIfAbsent(Line.of(row), key -> new ArrayList<>()).add(row));
    List<LineGroup> groups = new ArrayList<>();
    byLine.values().forEach(ofLine -> add(groups, ofLine));
    return groups;
  }

  private static void add(List<LineGroup> groups, List<SiteStatistics> ofLine) {
    List<SiteStatistics> unknown = ofLine.stream().filter(row -> row.caller().isEmpty()).toList();
    if (unknown.size() == 1) {
      List<SiteStatistics> all = new ArrayList<>(unknown);
      ofLine.stream().filter(row -> row.caller().isPresent()).forEach(all::add);
      groups.add(new LineGroup(List.copyOf(all)));
    } else {
      ofLine.forEach(row -> groups.add(new LineGroup(List.of(row))));
    }
  }

  /** All of it as one row. */
  SiteStatistics whole() {
    SiteStatistics first = rows.get(0);
    return rows.size() == 1
        ? first
        : new SiteStatistics(
            first.typeName(),
            first.site(),
            Optional.empty(),
            0,
            first.threadName(),
            first.ownThread(),
            rows.stream().mapToLong(SiteStatistics::count).sum(),
            rows.stream().mapToLong(SiteStatistics::bytes).sum());
  }

  /** The line, and as far as they are known its callers: {@code , 12 of them <- Book.fill(...)}. */
  String location() {
    if (rows.size() == 1) {
      return rows.get(0).location();
    }
    SiteStatistics most = rows.get(1);
    String more = rows.size() > 2 ? " and " + (rows.size() - 2) + " more" : "";
    return rows.get(0).location()
        + ", "
        + most.count()
        + " of them <- "
        + most.caller().orElseThrow()
        + more;
  }
}
