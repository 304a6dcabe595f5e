package io.trackmemory.report;

import io.trackmemory.report.ComparedTest.Totals;
import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.RunComparison.Group;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A test of two runs, as a page shows it. Components are the keys of the templates.
 *
 * @param group what became of it
 * @param name class and method, without the package
 * @param id class, method and invocation
 * @param endings how it ended
 * @param told the figure that changed most, none or one
 * @param line the line that changed most, in parts between which it may break
 * @param share by how much it changed
 * @param opens whether there is more to tell than the row does
 * @param page address of the page of a row that does not open, none or one
 * @param links pages of both runs
 * @param notes what is not compared and why
 * @param facts its figures in both runs that differ
 * @param equal how many checks are as they were, none or one
 * @param lines lines that allocate more or less, none or one table
 * @param types types of which there are more or less, none or one table
 */
record ComparedTestView(
    GroupLook group,
    List<String> name,
    String id,
    String endings,
    List<Told> told,
    List<String> line,
    String share,
    boolean opens,
    List<String> page,
    List<Link> links,
    List<String> notes,
    List<FactRow> facts,
    List<String> equal,
    List<Rows> lines,
    List<Rows> types) {

  /** Rows of a table that are shown; the console shows fewer, the JSON all. */
  private static final int MAX_ROWS = 50;

  /** From here on it is told as so many times as much. */
  private static final double MUCH = 9;

  /** A link and what it says. */
  record Link(String text, String address) {}

  /**
   * The figure of the row: what it is of, now and before.
   *
   * @param bars a bar whose line is what it was; none where that is not known exactly
   */
  record Told(List<String> what, String after, String before, List<IndexBar> bars) {}

  /**
   * A figure in both runs.
   *
   * @param what what it is of, in parts between which it may break
   */
  record FactRow(List<String> what, String before, String after, String more, String style) {}

  /** A table of lines or of types. */
  record Rows(String title, boolean byLine, List<Row> rows, List<String> rest) {}

  /** A row of it. */
  record Row(
      List<String> line,
      List<String> notes,
      List<String> type,
      String countBefore,
      String countAfter,
      long moreCount,
      String moreCountText,
      String bytesBefore,
      String bytesAfter,
      long moreBytes,
      String moreBytesText) {}

  /** A figure with its name. */
  private record Named(String name, ComparedFigure figure) {}

  static ComparedTestView of(ComparedTest test, RunLinks links) {
    IndexEntry entry = test.newest().entry();
    int dot = entry.testClass().lastIndexOf('.');
    Optional<Named> decisive = decisive(test);
    List<ComparedRow> lines = test.lines();
    boolean opens = test.isOfBoth() && test.change() != Change.SAME;
    List<Link> pages =
        Stream.of(
                test.before().flatMap(links::before).map(page -> new Link("Page, first run", page)),
                test.after().flatMap(links::after).map(page -> new Link("Page, second run", page)))
            .flatMap(Optional::stream)
            .toList();
    return new ComparedTestView(
        GroupLook.of(Group.of(test)),
        Breaks.of(entry.testClass().substring(dot + 1) + "." + name(entry)),
        test.id(),
        test.endings(),
        decisive.map(ComparedTestView::told).stream().toList(),
        lines.stream()
            .max(Comparator.comparingLong(row -> Math.abs(weight(row, test))))
            .map(row -> Breaks.of(row.caller().orElse(row.place())))
            .orElse(List.of()),
        decisive.map(named -> share(named.figure())).orElse(""),
        opens,
        opens ? List.of() : pages.stream().map(Link::address).reduce((a, b) -> b).stream().toList(),
        pages,
        test.notes(),
        facts(test),
        equal(test),
        rows("Lines", true, lines, test),
        rows("Types", false, test.types(), test));
  }

  /** An invocation's own name does not say of which method it is. */
  private static String name(IndexEntry entry) {
    return entry.invocation().isEmpty() ? entry.displayName() : entry.method() + entry.invocation();
  }

  private static long weight(ComparedRow row, ComparedTest test) {
    return test.incomparable().isEmpty() ? row.moreBytes() : row.moreCount();
  }

  /** What is told first: a check's figure, then the whole test's, the worst of them. */
  private static Optional<Named> decisive(ComparedTest test) {
    List<Named> all = new ArrayList<>();
    test.checks()
        .forEach(
            check -> check.figure().ifPresent(figure -> all.add(new Named(check.name(), figure))));
    test.totals().ifPresent(totals -> all.addAll(named(totals)));
    return all.stream()
        .filter(named -> named.figure().change() != Change.SAME)
        .min(Comparator.comparing(named -> named.figure().change()));
  }

  private static List<Named> named(Totals totals) {
    return List.of(
        new Named("Bytes of the whole test", totals.bytes()),
        new Named("Objects of the whole test", totals.count()),
        new Named("Leaked objects", totals.leftCount()),
        new Named("Leaked bytes", totals.leftBytes()));
  }

  private static Told told(Named named) {
    ComparedFigure figure = named.figure();
    Optional<IndexBar> bar =
        figure
            .before()
            .filter(Bounds::isExact)
            .flatMap(before -> figure.after().map(after -> bar(figure, before, after)));
    boolean exactly =
        brief(figure, figure.before(), false).equals(brief(figure, figure.after(), false));
    return new Told(
        Breaks.of(named.name()),
        brief(figure, figure.after(), exactly),
        brief(figure, figure.before(), exactly),
        bar.stream().toList());
  }

  /** As that of a limit: what was is what is allowed. */
  private static IndexBar bar(ComparedFigure figure, Bounds before, Bounds after) {
    return IndexBar.of(
        new Measured(
            figure.unit(),
            before.atLeast(),
            false,
            after.atLeast(),
            after.atMost(),
            OptionalDouble.empty()),
        figure.change() == Change.BETTER);
  }

  /** Two figures that differ never have one text. */
  private static String brief(ComparedFigure figure, Optional<Bounds> bounds, boolean exactly) {
    return bounds
        .map(
            seen ->
                seen.isExact() && figure.isBytes()
                    ? (exactly ? Numbers.exact(seen.atLeast()) : Numbers.size(seen.atLeast()))
                        + (figure.unit() == Unit.BYTES_A_RUN ? " a run" : "")
                    : seen.text(figure.unit()))
        .orElse(Numbers.NOT_AVAILABLE);
  }

  private static String share(ComparedFigure figure) {
    OptionalDouble share = figure.share();
    if (share.isPresent() && share.getAsDouble() >= MUCH) {
      return Numbers.rate(share.getAsDouble() + 1) + "x";
    }
    return share.isPresent()
        ? ComparedFigure.percent(share.getAsDouble())
        : figure.more().isPresent() ? "new" : Numbers.NOT_AVAILABLE;
  }

  private static List<FactRow> facts(ComparedTest test) {
    List<FactRow> rows = new ArrayList<>();
    if (test.isOfBoth()) {
      rows.add(
          new FactRow(
              List.of("Ended"),
              test.before().orElseThrow().entry().ending().word,
              test.after().orElseThrow().entry().ending().word,
              "",
              ""));
    }
    for (ComparedCheck check : test.checks()) {
      if (!isEqual(check)) {
        rows.add(fact(check));
      }
    }
    test.totals()
        .ifPresent(
            totals ->
                named(totals).stream()
                    .filter(named -> !named.figure().before().equals(named.figure().after()))
                    .forEach(
                        named ->
                            rows.add(
                                new FactRow(
                                    List.of(named.name()),
                                    named.figure().beforeText(),
                                    named.figure().afterText(),
                                    named.figure().moreText(),
                                    style(named.figure().change())))));
    return rows;
  }

  private static FactRow fact(ComparedCheck check) {
    return new FactRow(
        Breaks.of(check.name()),
        check.before().map(ComparedTestView::side).orElse("not made"),
        check.after().map(ComparedTestView::side).orElse("not made"),
        check.figure().map(ComparedFigure::moreText).orElse(""),
        style(check.change()));
  }

  private static String side(ComparedCheck.Made made) {
    return made.measured()
        .map(
            seen ->
                new Bounds(seen.atLeast(), seen.atMost()).text(seen.unit())
                    + (seen.exact() ? " of exactly " : " of ")
                    + Bounds.one(seen.unit(), seen.limit())
                    + ", "
                    + made.ended())
        .orElse(made.ended());
  }

  private static boolean isEqual(ComparedCheck check) {
    return check.change() == Change.SAME
        && check.before().isPresent()
        && check.after().isPresent()
        && check.figure().map(seen -> seen.before().equals(seen.after())).orElse(true);
  }

  private static List<String> equal(ComparedTest test) {
    long equal = test.checks().stream().filter(ComparedTestView::isEqual).count();
    return equal == 0
        ? List.of()
        : List.of(Numbers.count(equal, "check") + (equal == 1 ? " is" : " are") + " as before.");
  }

  private static String style(Change change) {
    return switch (change) {
      case WORSE -> "bad";
      case BETTER -> "good";
      case CHANGED, SAME -> "";
    };
  }

  private static List<Rows> rows(
      String title, boolean byLine, List<ComparedRow> all, ComparedTest test) {
    if (all.isEmpty()) {
      return List.of();
    }
    boolean bytes = test.incomparable().isEmpty();
    List<String> rest =
        all.size() <= MAX_ROWS
            ? List.of()
            : List.of(
                Numbers.count(all.size() - MAX_ROWS, "more row")
                    + " left out here; the JSON of compare has all");
    return List.of(
        new Rows(
            title,
            byLine,
            all.stream().limit(MAX_ROWS).map(row -> row(row, bytes)).toList(),
            rest));
  }

  private static Row row(ComparedRow row, boolean bytes) {
    return new Row(
        Breaks.of(row.place()),
        Stream.of(
                row.caller().map(caller -> "called at " + caller),
                row.movedFrom().map(from -> "before at " + from))
            .flatMap(Optional::stream)
            .toList(),
        Breaks.of(VisibleText.name(row.typeName())),
        Numbers.count(row.before().count()),
        Numbers.count(row.after().count()),
        row.moreCount(),
        Numbers.change(row.moreCount()),
        Numbers.exact(row.before().bytes()),
        Numbers.exact(row.after().bytes()),
        bytes ? row.moreBytes() : 0,
        bytes ? Numbers.change(row.moreBytes()) : Numbers.NOT_AVAILABLE);
  }
}
