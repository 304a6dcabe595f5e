package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines of code with what they allocated, in columns.
 *
 * @param rows what to show, in order
 */
record RowTable(List<Row> rows) {

  private static final int ROWS_SHOWN = 10;
  private static final int SIZE_WIDTH = "1.2 KiB".length();

  private static final Comparator<SiteStatistics> FEWEST_FIRST =
      Comparator.comparingLong(SiteStatistics::count);
  private static final Comparator<SiteStatistics> SMALLEST_FIRST =
      Comparator.comparingLong(SiteStatistics::bytes);
  private static final Comparator<SiteStatistics> BY_NAME =
      Comparator.comparing(SiteStatistics::location).thenComparing(SiteStatistics::typeName);

  /** In that order, as {@link #mostObjectsFirst} and {@link #mostBytesFirst} give it. */
  static RowTable of(List<SiteStatistics> sites) {
    return new RowTable(LineGroup.of(sites).stream().map(Row::of).toList());
  }

  static List<SiteStatistics> mostObjectsFirst(List<SiteStatistics> sites) {
    return sorted(sites, FEWEST_FIRST.thenComparing(SMALLEST_FIRST));
  }

  static List<SiteStatistics> mostBytesFirst(List<SiteStatistics> sites) {
    return sorted(sites, SMALLEST_FIRST.thenComparing(FEWEST_FIRST));
  }

  private static List<SiteStatistics> sorted(
      List<SiteStatistics> sites, Comparator<SiteStatistics> order) {
    Comparator<SiteStatistics> first = order.reversed().thenComparing(BY_NAME);
    return LineGroup.of(sites.stream().sorted(first).toList()).stream()
        .sorted(Comparator.comparing(LineGroup::whole, first))
        .flatMap(group -> group.rows().stream())
        .toList();
  }

  /** The first ten rows, then how much the others come to. */
  List<String> lines(String indent) {
    List<Row> shown = rows.subList(0, Math.min(ROWS_SHOWN, rows.size()));
    int countWidth = shown.stream().mapToInt(row -> row.count().length()).max().orElse(0);
    int typeWidth = shown.stream().mapToInt(row -> row.typeName().length()).max().orElse(0);
    int sizeWidth = shown.stream().mapToInt(row -> row.size().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Row row : shown) {
      lines.add(
          indent
              + padding(countWidth - row.count().length())
              + row.count()
              + " x "
              + row.typeName()
              + padding(typeWidth - row.typeName().length() + 2)
              + padding(Math.max(SIZE_WIDTH, sizeWidth) - row.size().length())
              + row.size()
              + "   "
              + row.location());
    }
    addRest(lines, indent);
    return lines;
  }

  private void addRest(List<String> lines, String indent) {
    int rest = rows.size() - ROWS_SHOWN;
    if (rest > 0) {
      long bytes = rows.stream().skip(ROWS_SHOWN).mapToLong(Row::bytes).sum();
      String sign = bytes < 0 ? "-" : "";
      lines.add(
          indent
              + "... and "
              + rest
              + (rest == 1 ? " more line (" : " more lines (")
              + sign
              + Sizes.rounded(Math.abs(bytes))
              + ")");
    }
  }

  private static String padding(int width) {
    return " ".repeat(width);
  }

  /**
   * One line of the table.
   *
   * @param count number of objects, with a sign in a difference
   * @param typeName type allocated
   * @param size their bytes, with a sign in a difference
   * @param bytes the same as a number
   * @param location the line of code
   */
  record Row(String count, String typeName, String size, long bytes, String location) {

    static Row of(LineGroup group) {
      SiteStatistics site = group.whole();
      String thread = site.ownThread() ? "" : " in " + site.threadName();
      return new Row(
          Long.toString(site.count()),
          site.typeName(),
          Sizes.rounded(site.bytes()),
          site.bytes(),
          group.location() + thread);
    }
  }
}
