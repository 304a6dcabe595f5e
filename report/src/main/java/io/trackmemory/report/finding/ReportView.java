package io.trackmemory.report.finding;

import java.util.List;

/**
 * A section of a user's own on each page, found like a {@link FindingRule} and as stable. It is
 * made of text: what would be markup is shown as it is.
 */
public interface ReportView {

  /** Heading of the section. */
  String title();

  /** What it shows, in order; nothing for no section. */
  List<Part> show(Evidence seen);

  /** A part of a section. */
  sealed interface Part {}

  /** Text. */
  record Paragraph(String text) implements Part {}

  /**
   * Rows under heads, of which a page shows the first 200.
   *
   * @param heads one for each column
   * @param rows each of as many cells
   */
  record Table(List<String> heads, List<List<String>> rows) implements Part {

    /** Copies the cells, and checks that each row has as many as there are heads. */
    public Table {
      heads = List.copyOf(heads);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != heads.size()) {
          throw new IllegalArgumentException(
              "a row must have a cell for each of " + heads.size() + " heads: " + row);
        }
      }
    }
  }
}
