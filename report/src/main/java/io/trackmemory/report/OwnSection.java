package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.finding.OwnViews;
import io.trackmemory.report.finding.ReportView.Paragraph;
import io.trackmemory.report.finding.ReportView.Part;
import io.trackmemory.report.finding.ReportView.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A section that a user adds: text, whatever it is. Components are the keys of the template.
 *
 * @param id of the section
 * @param title its heading
 * @param parts what stands below
 */
record OwnSection(String id, String title, List<Shown> parts) {

  private static final int MOST_ROWS = 200;
  private static final int MOST_CHARS = 2_000;

  /**
   * A part.
   *
   * @param text a paragraph, none or one
   * @param tables a table, none or one
   */
  record Shown(List<String> text, List<Rows> tables) {}

  /** Heads, rows, and how many more rows there are, none or one. */
  record Rows(String label, List<String> heads, List<Row> rows, List<String> rest) {}

  /** Cells of a row: the first names it. */
  record Row(String first, List<String> others) {}

  static List<OwnSection> all(OwnViews views) {
    List<OwnSection> sections = new ArrayList<>();
    for (OwnViews.Section section : views.shown()) {
      String title = text(section.title());
      sections.add(
          new OwnSection(
              "own" + (sections.size() + 1),
              title,
              section.parts().stream().map(part -> shown(title, part)).toList()));
    }
    return sections;
  }

  private static Shown shown(String title, Part part) {
    if (part instanceof Paragraph paragraph) {
      return new Shown(List.of(text(paragraph.text())), List.of());
    }
    Table table = (Table) part;
    int rows = table.heads().isEmpty() ? 0 : Math.min(MOST_ROWS, table.rows().size());
    int more = table.rows().size() - rows;
    return new Shown(
        List.of(),
        List.of(
            new Rows(
                title,
                table.heads().stream().map(OwnSection::text).toList(),
                table.rows().subList(0, rows).stream().map(OwnSection::row).toList(),
                more == 0
                    ? List.of()
                    : List.of(
                        Numbers.count(more, "more row")
                            + " left out here; the JSON beside this page has all"))));
  }

  private static Row row(List<String> cells) {
    return new Row(
        text(cells.get(0)), cells.subList(1, cells.size()).stream().map(OwnSection::text).toList());
  }

  private static String text(String text) {
    return VisibleText.lines(text, MOST_CHARS);
  }
}
