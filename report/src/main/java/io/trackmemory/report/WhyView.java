package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows by the user's own lines; below each, the lines that it led to, by type and thread.
 * Components are the keys of the template.
 *
 * @param summary how many lines there are
 * @param lines the user's, most bytes first
 * @param rest what is left out, none or one
 */
record WhyView(String summary, List<Own> lines, List<String> rest) {

  private static final int MAX_OWN = 200;
  private static final int MAX_BELOW = 100;

  /**
   * A line of the user's own, or what no such line is known of.
   *
   * @param name class and method
   * @param title the class in full
   * @param place file and line
   * @param open whether it is shown open
   * @param source its text, none or one
   * @param amount how much it led to
   * @param below where
   * @param rest what of that is left out, none or one
   */
  record Own(
      String name,
      String title,
      String place,
      boolean open,
      List<String> source,
      Amount amount,
      List<Below> below,
      List<String> rest) {}

  /**
   * What a line led to.
   *
   * @param line the line that allocates, or that it is the line itself
   * @param title in full
   * @param type what was made
   * @param thread by which thread, where that is not the test's; may be empty
   * @param amount how much
   */
  record Below(String line, String title, String type, String thread, Amount amount) {}

  static WhyView of(List<SiteStatistics> rows, Sources sources) {
    long total = rows.stream().mapToLong(SiteStatistics::bytes).sum();
    Map<AllocationSite, List<SiteStatistics>> byLine = new LinkedHashMap<>();
    List<SiteStatistics> nobodys = new ArrayList<>();
    for (SiteStatistics row : rows) {
      AllocationSite line = Blame.line(row);
      (line.origin() == Origin.USER
              ? byLine.computeIfAbsent(line, key -> new ArrayList<>())
              : nobodys)
          .add(row);
    }
    List<Own> own = new ArrayList<>();
    byLine.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -bytes(entry.getValue())))
        .limit(MAX_OWN)
        .forEach(
            entry -> own.add(own(entry.getKey(), entry.getValue(), total, own.isEmpty(), sources)));
    List<String> rest =
        byLine.size() > MAX_OWN
            ? List.of(
                Numbers.count(byLine.size() - MAX_OWN, "more line")
                    + " of yours left out here; the JSON beside this page has all")
            : List.of();
    String summary =
        Numbers.count(byLine.size(), "line") + " of yours, " + Numbers.count(rows.size(), "row");
    if (!nobodys.isEmpty()) {
      own.add(
          new Own(
              "No line of yours",
              "no call stack was taken there, or nothing of yours was on it",
              "",
              own.isEmpty(),
              List.of(),
              amount(nobodys, total),
              below(nobodys, total),
              rest(nobodys)));
    }
    return new WhyView(summary, own, rest);
  }

  private static long bytes(List<SiteStatistics> rows) {
    return rows.stream().mapToLong(SiteStatistics::bytes).sum();
  }

  private static Own own(
      AllocationSite line, List<SiteStatistics> rows, long total, boolean open, Sources sources) {
    return new Own(
        VisibleText.name(BlamedLine.simple(line.className()) + "." + line.methodName()),
        VisibleText.name(line.className()),
        VisibleText.name(BlamedLine.place(line)),
        open,
        sources.around(line).stream()
            .map(found -> VisibleText.line(found.lines().get(found.hit()).strip(), 200))
            .toList(),
        amount(rows, total),
        below(rows, total),
        rest(rows));
  }

  private static Amount amount(List<SiteStatistics> rows, long total) {
    return Amount.of(rows.stream().mapToLong(SiteStatistics::count).sum(), bytes(rows), total);
  }

  private static List<Below> below(List<SiteStatistics> rows, long total) {
    return rows.stream()
        .sorted(Comparator.comparingLong(row -> -row.bytes()))
        .limit(MAX_BELOW)
        .map(row -> below(row, total))
        .toList();
  }

  private static Below below(SiteStatistics row, long total) {
    AllocationSite site = row.site();
    boolean itself = site.origin() == Origin.USER;
    return new Below(
        itself
            ? "this line itself"
            : VisibleText.name(
                BlamedLine.simple(site.className())
                    + "."
                    + site.methodName()
                    + (site.line() > 0 ? ":" + site.line() : "")),
        VisibleText.name(site.toString()),
        VisibleText.name(row.typeName()),
        row.ownThread() ? "" : VisibleText.name(row.threadName()),
        Amount.of(row.count(), row.bytes(), total));
  }

  private static List<String> rest(List<SiteStatistics> rows) {
    return rows.size() > MAX_BELOW
        ? List.of(
            Numbers.count(rows.size() - MAX_BELOW, "more row")
                + " left out here; the JSON beside this page has all")
        : List.of();
  }
}
