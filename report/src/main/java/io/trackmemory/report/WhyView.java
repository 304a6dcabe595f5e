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
 * @param none what to say where there is no row
 * @param rest what is left out, none or one
 */
record WhyView(String summary, List<Own> lines, String none, List<String> rest) {

  private static final int MAX_OWN = 120;
  private static final int MAX_BELOW = 100;
  private static final int FOLDED = 3;

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
   * @param minor where it led to hardly any, none or one list
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
      List<Minor> minor,
      List<String> rest) {}

  /** Places that made less than a thousandth each. */
  record Minor(String summary, List<Below> places) {}

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

  /**
   * The view of {@code rows}.
   *
   * @param known whether these are all that there is; else it could not be measured
   */
  static WhyView of(List<SiteStatistics> rows, boolean known, Sources sources) {
    long total = rows.stream().mapToLong(SiteStatistics::bytes).sum();
    Blame blame = Blame.of(rows);
    Map<AllocationSite, List<SiteStatistics>> byLine = new LinkedHashMap<>();
    List<SiteStatistics> nobodys = new ArrayList<>();
    for (SiteStatistics row : rows) {
      AllocationSite line = blame.line(row);
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
        known || !rows.isEmpty()
            ? Numbers.count(byLine.size(), "line")
                + " of yours, "
                + Numbers.count(rows.size(), "row")
                + (known ? ". Exact" : ". Not certified")
                + (rows.stream().anyMatch(blame::isSampled)
                    ? "; which of your lines led there is known by samples."
                    : ".")
            : Numbers.NOT_AVAILABLE;
    if (!nobodys.isEmpty()) {
      own.add(
          new Own(
              "No line of yours",
              "no call stack was taken there, or nothing of yours was on it",
              "",
              own.isEmpty(),
              List.of(),
              amount(nobodys, total),
              below(nobodys, total, true),
              minor(nobodys, total),
              rest(nobodys)));
    }
    return new WhyView(
        summary,
        own,
        known ? "Nothing was allocated." : "Nothing could be measured: the cause stands below.",
        rest);
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
        below(rows, total, true),
        minor(rows, total),
        rest(rows));
  }

  private static Amount amount(List<SiteStatistics> rows, long total) {
    return Amount.of(rows.stream().mapToLong(SiteStatistics::count).sum(), bytes(rows), total);
  }

  /* Those of a thousandth of all or more, or the others. */
  private static List<Below> below(List<SiteStatistics> rows, long total, boolean major) {
    List<SiteStatistics> places = places(rows);
    boolean folds = places.stream().filter(row -> !isMajor(row, total)).count() >= FOLDED;
    return places.stream()
        .sorted(Comparator.comparingLong(row -> -row.bytes()))
        .limit(MAX_BELOW)
        .filter(row -> (!folds || isMajor(row, total)) == major)
        .map(row -> below(row, total))
        .toList();
  }

  /* One for each place, type and thread, whether a call stack was taken or not. */
  private static List<SiteStatistics> places(List<SiteStatistics> rows) {
    Map<List<Object>, SiteStatistics> places = new LinkedHashMap<>();
    for (SiteStatistics row : rows) {
      places.merge(List.of(row.site(), row.typeName(), row.threadName()), row, WhyView::sum);
    }
    return List.copyOf(places.values());
  }

  private static SiteStatistics sum(SiteStatistics one, SiteStatistics other) {
    return new SiteStatistics(
        one.typeName(),
        one.site(),
        one.caller(),
        one.callerCount(),
        one.threadName(),
        one.ownThread(),
        one.count() + other.count(),
        one.bytes() + other.bytes());
  }

  private static boolean isMajor(SiteStatistics row, long total) {
    return row.bytes() * 1_000 >= total;
  }

  private static List<Minor> minor(List<SiteStatistics> rows, long total) {
    List<Below> places = below(rows, total, false);
    return places.isEmpty()
        ? List.of()
        : List.of(new Minor(Numbers.count(places.size(), "place") + " below 0.1 % each", places));
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
    int places = places(rows).size();
    return places > MAX_BELOW
        ? List.of(
            Numbers.count(places - MAX_BELOW, "more row")
                + " left out here; the JSON beside this page has all")
        : List.of();
  }
}
