package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The line of the user's own that a broken check names first, with its source where that is at
 * hand. Components are the keys of the template.
 *
 * @param name class and method
 * @param detail file and line, how much it made, and which part of all that is
 * @param lines of source, none where it is not at hand
 * @param notes what is not known of it, none or one
 */
record BlamedLine(String name, String detail, List<Line> lines, List<String> notes) {

  private static final String NO_SOURCE =
      "The source is not at hand here, or is newer than what ran: only the line's number is known.";
  private static final String NOT_YOURS =
      "No line of yours is known that led there: no call stack was taken.";

  /**
   * One line of source.
   *
   * @param number its number, marked where it is the one to blame
   * @param text its text
   * @param hit whether it is
   */
  record Line(String number, String text, boolean hit) {}

  static Optional<BlamedLine> of(Verdict verdict, Sources sources) {
    List<SiteStatistics> rows = verdict.blamed();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Blame blame = Blame.of(rows);
    AllocationSite line = blame.line(rows.get(0));
    List<SiteStatistics> same = rows.stream().filter(row -> blame.line(row).equals(line)).toList();
    long bytes = same.stream().mapToLong(SiteStatistics::bytes).sum();
    long count = same.stream().mapToLong(SiteStatistics::count).sum();
    long all = rows.stream().mapToLong(SiteStatistics::bytes).sum();
    List<Line> source = sources.around(line).map(BlamedLine::lines).orElse(List.of());
    boolean users = line.origin() == Origin.USER;
    return Optional.of(
        new BlamedLine(
            VisibleText.name(simple(line.className()) + "." + line.methodName()),
            VisibleText.name(place(line))
                + " \u00b7 "
                + Numbers.count(count, "object")
                + ", "
                + Numbers.size(bytes)
                + (bytes == all ? ", all of it" : ", " + Numbers.share(bytes, all) + " of it"),
            source,
            !users ? List.of(NOT_YOURS) : source.isEmpty() ? List.of(NO_SOURCE) : List.of()));
  }

  private static List<Line> lines(Excerpt excerpt) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < excerpt.lines().size(); i++) {
      boolean hit = i == excerpt.hit();
      String number = (hit ? "\u203a " : "") + (excerpt.firstLine() + i);
      lines.add(new Line(number, VisibleText.line(excerpt.lines().get(i), 300), hit));
    }
    return lines;
  }

  /** {@code OrderBook.java:58}. */
  static String place(AllocationSite line) {
    return line.fileName() + (line.line() > 0 ? ":" + line.line() : "");
  }

  static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
