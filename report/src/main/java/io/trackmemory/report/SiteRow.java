package io.trackmemory.report;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/**
 * One row of a table of lines.
 *
 * @param line the line that allocates
 * @param callers the line of the user's own code that led there, none or one
 * @param type what was allocated
 * @param thread the thread that did
 * @param ownThread whether that is the test's
 * @param amount how much
 */
record SiteRow(
    String line,
    List<String> callers,
    String type,
    String thread,
    boolean ownThread,
    Amount amount) {

  /** Longest name that a page shows, in characters. */
  static final int MAX_CHARS = 300;

  /** A table of lines; {@code rest} says what it leaves out, none or one. */
  record Table(List<SiteRow> rows, List<String> rest) {

    static Table of(List<SiteStatistics> sites, int maxRows) {
      long total = sites.stream().mapToLong(SiteStatistics::bytes).sum();
      Pruned<SiteStatistics> pruned = Pruned.of(sites, SiteStatistics::bytes, maxRows);
      return new Table(
          pruned.shown().stream().map(site -> SiteRow.of(site, total)).toList(),
          pruned.rest("line"));
    }
  }

  static SiteRow of(SiteStatistics site, long totalBytes) {
    return new SiteRow(
        line(site.site()),
        site.caller().stream().map(caller -> line(caller) + more(site)).toList(),
        name(site.typeName()),
        name(site.threadName()),
        site.ownThread(),
        Amount.of(site.count(), site.bytes(), totalBytes));
  }

  /** A name of a test, a type, a thread. */
  static String name(String name) {
    return VisibleText.line(name, MAX_CHARS);
  }

  private static String line(AllocationSite site) {
    return name(site.toString());
  }

  private static String more(SiteStatistics site) {
    return site.callerCount() > 1 ? " and " + (site.callerCount() - 1) + " more" : "";
  }
}
