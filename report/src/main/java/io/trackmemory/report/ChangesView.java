package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.ChangedLine;
import java.util.List;
import java.util.Locale;

/**
 * What is not as a baseline has it, line by line. Components are the keys of the template.
 *
 * @param summary how many lines there are of each kind
 * @param rows the lines, the most bytes first
 * @param rest what is left out, none or one
 */
record ChangesView(String summary, List<Row> rows, List<String> rest) {

  private static final int MAX_ROWS = 300;

  /**
   * One type at one place.
   *
   * @param kind new, gone or changed
   * @param line the lines that allocate, or the method that did, in parts between which it may
   *     break
   * @param type what is allocated, likewise
   * @param countBefore objects that the baseline has
   * @param count objects now
   * @param more by how many bytes that is more, with its sign
   * @param exact the same in bytes
   * @param bytes the same as a number, to sort by
   * @param before bytes that the baseline has
   */
  record Row(
      String kind,
      List<String> line,
      List<String> type,
      String countBefore,
      String count,
      String more,
      String exact,
      String bytes,
      String before) {}

  /** The view of what changed, none where nothing did. */
  static List<ChangesView> of(List<ChangedLine> lines) {
    if (lines.isEmpty()) {
      return List.of();
    }
    int rest = Math.max(0, lines.size() - MAX_ROWS);
    return List.of(
        new ChangesView(
            number(lines, ChangedLine.Kind.NEW)
                + " new, "
                + number(lines, ChangedLine.Kind.GONE)
                + " gone, "
                + number(lines, ChangedLine.Kind.CHANGED)
                + " changed.",
            lines.stream().limit(MAX_ROWS).map(ChangesView::row).toList(),
            rest == 0
                ? List.of()
                : List.of(
                    Numbers.count(rest, "more line")
                        + " left out here; the JSON beside this page has all")));
  }

  private static long number(List<ChangedLine> lines, ChangedLine.Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind).count();
  }

  private static Row row(ChangedLine line) {
    String sign = line.moreBytes() < 0 ? "-" : line.moreBytes() > 0 ? "+" : "";
    return new Row(
        line.kind().name().toLowerCase(Locale.ROOT),
        Breaks.of(VisibleText.name(line.location())),
        Breaks.of(VisibleText.name(line.typeName())),
        Numbers.count(line.countBefore()),
        Numbers.count(line.count()),
        sign + Numbers.size(Math.abs(line.moreBytes())),
        sign + Numbers.exact(Math.abs(line.moreBytes())),
        Long.toString(line.moreBytes()),
        Numbers.size(line.bytesBefore()));
  }
}
