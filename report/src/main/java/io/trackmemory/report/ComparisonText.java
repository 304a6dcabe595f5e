package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.RunComparison.Group;
import io.trackmemory.report.base.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Two runs beside each other, as the console shows them. For one thread. */
final class ComparisonText {

  /** Rows of a test that are shown; page and JSON have more. */
  private static final int MAX_ROWS = 8;

  private final StringBuilder out = new StringBuilder();
  private final RunComparison runs;

  private ComparisonText(RunComparison runs) {
    this.runs = runs;
  }

  /** Lines of text, each with its end. */
  static String of(RunComparison runs) {
    return new ComparisonText(runs).text();
  }

  private String text() {
    run("first: ", runs.before());
    run("second:", runs.after());
    if (runs.slack().percent().compareTo(BigDecimal.ZERO) > 0) {
      line(0, "differences up to " + runs.slack() + " are tolerated");
    }
    line(0, summary());
    runs.groups()
        .forEach(
            (group, tests) -> {
              if (group != Group.SAME) {
                line(0, "");
                line(0, group.title + ":");
                tests.forEach(this::test);
              }
            });
    return out.toString();
  }

  private void run(String name, Run run) {
    String jvms = run.jvms().isEmpty() ? "" : "; " + String.join("; ", run.jvms());
    line(0, name + " " + run.folder() + ", " + Numbers.count(run.tests().size(), "test") + jvms);
  }

  private String summary() {
    return Arrays.stream(Group.values())
        .map(
            group ->
                Numbers.count(runs.groups().getOrDefault(group, List.of()).size())
                    + " "
                    + group.word)
        .collect(Collectors.joining(", "));
  }

  private void test(ComparedTest test) {
    line(1, test.id() + ": " + test.endings());
    test.notes().forEach(note -> line(2, note));
    test.checks().stream().map(ComparisonText::check).flatMap(List::stream).forEach(this::detail);
    test.totals().ifPresent(this::totals);
    rows("by line", test.lines(), test);
    rows("by type", test.types(), test);
  }

  private void detail(String text) {
    line(2, text);
  }

  /** What is told of a check; nothing of one that did not change. */
  static List<String> check(ComparedCheck check) {
    if (check.before().isEmpty()) {
      return List.of(check.name() + ": only in the second run, " + check.after().get().ended());
    }
    if (check.after().isEmpty()) {
      return List.of(check.name() + ": only in the first run, " + check.before().get().ended());
    }
    ComparedCheck.Made was = check.before().get();
    ComparedCheck.Made is = check.after().get();
    List<String> parts = new ArrayList<>();
    if (was.outcome() != is.outcome()) {
      parts.add(was.ended() + ", now " + is.ended());
    }
    check.figure().filter(ComparisonText::isTold).ifPresent(figure -> parts.add(told(figure)));
    if (check.figure().isPresent()) {
      String before = limit(was.measured().orElseThrow());
      String after = limit(is.measured().orElseThrow());
      if (!before.equals(after)) {
        parts.add("limit " + before + " -> " + after);
      } else if (!parts.isEmpty()) {
        parts.add("limit " + after);
      }
    }
    return parts.isEmpty() ? List.of() : List.of(check.name() + ": " + String.join(", ", parts));
  }

  private static String limit(Measured measured) {
    return (measured.exact() ? "exactly " : "") + Bounds.one(measured.unit(), measured.limit());
  }

  private static boolean isTold(ComparedFigure figure) {
    return !figure.before().equals(figure.after());
  }

  private static String told(ComparedFigure figure) {
    String more = figure.moreText();
    return figure.beforeText() + " -> " + figure.afterText() + (more.isEmpty() ? "" : ", " + more);
  }

  private void totals(ComparedTest.Totals totals) {
    figure("whole test, objects", totals.count());
    figure("whole test, bytes", totals.bytes());
    figure("leaked objects", totals.leftCount());
    figure("leaked bytes", totals.leftBytes());
  }

  private void figure(String name, ComparedFigure figure) {
    if (isTold(figure)) {
      line(2, name + ": " + told(figure));
    }
  }

  private void rows(String title, List<ComparedRow> rows, ComparedTest test) {
    if (rows.isEmpty()) {
      return;
    }
    line(2, title + ":");
    int columns =
        rows.stream().limit(MAX_ROWS).mapToInt(row -> amount(row, test).length()).max().orElse(0);
    rows.stream()
        .limit(MAX_ROWS)
        .forEach(row -> line(3, padded(amount(row, test), columns) + "  " + what(row)));
    if (rows.size() > MAX_ROWS) {
      line(3, Numbers.count(rows.size() - MAX_ROWS, "more row") + ", which --html and --json tell");
    }
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(columns - text.length());
  }

  private static String amount(ComparedRow row, ComparedTest test) {
    long count = row.moreCount();
    String bytes =
        test.incomparable().isPresent()
            ? Numbers.NOT_AVAILABLE
            : Numbers.change(row.moreBytes()) + " B";
    return Numbers.change(count) + (Math.abs(count) == 1 ? " object, " : " objects, ") + bytes;
  }

  private static String what(ComparedRow row) {
    String counts =
        "  ("
            + Numbers.count(row.before().count())
            + " -> "
            + Numbers.count(row.after().count())
            + ")";
    return row.typeName()
        + (row.place().isEmpty() ? "" : "  " + row.line())
        + row.movedFrom().map(from -> ", before " + from).orElse("")
        + counts;
  }

  private void line(int level, String text) {
    out.append(text.isEmpty() ? "" : "  ".repeat(level)).append(text).append('\n');
  }
}
