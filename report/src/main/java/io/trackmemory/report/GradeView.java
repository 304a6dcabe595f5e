package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;

/**
 * A cell of the scorecard. Components are the keys of the template.
 *
 * @param label what is graded
 * @param value the figure
 * @param style how the grade is painted
 * @param words the grade
 * @param formula where it comes from
 */
record GradeView(String label, String value, String style, String words, String formula) {

  static GradeView of(Grade grade) {
    return new GradeView(
        grade.label(),
        grade.shown().isEmpty() ? Numbers.NOT_AVAILABLE : grade.shown(),
        grade
            .mark()
            .map(
                mark ->
                    switch (mark) {
                      case GOOD -> "good";
                      case FAIR -> "";
                      case POOR -> "bad";
                    })
            .orElse("dd"),
        grade.words(),
        VisibleText.line(grade.formula(), 2_000));
  }
}
