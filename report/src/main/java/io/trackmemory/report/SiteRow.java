package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/**
 * One row of a table of lines.
 *
 * @param line the line that allocates, in parts between which it may break
 * @param callers the line of the user's own code that led there, none or one
 * @param type what was allocated, likewise
 * @param thread the thread that did
 * @param ownThread whether that is the test's
 * @param amount how much
 */
record SiteRow(
    List<String> line,
    List<String> callers,
    List<String> type,
    String thread,
    boolean ownThread,
    Amount amount) {

  static Table<SiteRow> table(List<SiteStatistics> sites, int maxRows) {
    return Table.of(sites, SiteStatistics::bytes, maxRows, "line", SiteRow::of);
  }

  static SiteRow of(SiteStatistics site, long totalBytes) {
    return new SiteRow(
        Breaks.of(line(site.site())),
        site.caller().stream().map(caller -> line(caller) + more(site)).toList(),
        Breaks.of(VisibleText.name(site.typeName())),
        VisibleText.name(site.threadName()),
        site.ownThread(),
        Amount.of(site.count(), site.bytes(), totalBytes));
  }

  private static String line(AllocationSite site) {
    return VisibleText.name(site.toString());
  }

  private static String more(SiteStatistics site) {
    return site.callerCount() > 1 ? " and " + (site.callerCount() - 1) + " more" : "";
  }
}
