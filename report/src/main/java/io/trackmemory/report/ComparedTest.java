package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.ReportTotals.Left;
import io.trackmemory.report.base.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A test in two runs, or in one of them.
 *
 * @param before its report in the first run
 * @param after its report in the second
 * @param change what became of it: the worst of its ending, its checks and what it left behind, and
 *     of what it allocated in all where no check has a figure; of a test of one run only, worse if
 *     it is in the second and did not pass
 * @param checks its checks
 * @param totals what the whole test allocated and left behind, where both runs have it
 * @param lines lines that allocate more or less
 * @param types types of which there are more or less
 * @param incomparable why bytes were not compared, empty where they were
 * @param unlisted how many checks were made that no report lists, so that they are not compared
 */
record ComparedTest(
    Optional<Test> before,
    Optional<Test> after,
    Change change,
    List<ComparedCheck> checks,
    Optional<Totals> totals,
    List<ComparedRow> lines,
    List<ComparedRow> types,
    Optional<String> incomparable,
    long unlisted) {

  /** Figures of the whole test. What was left behind is told where a check looked for it. */
  record Totals(
      ComparedFigure count,
      ComparedFigure bytes,
      ComparedFigure leftCount,
      ComparedFigure leftBytes) {

    static Totals of(
        ReportTotals was, ReportTotals is, Optional<String> incomparable, Slack slack) {
      boolean estimated =
          was.left().filter(Left::estimated).isPresent()
              || is.left().filter(Left::estimated).isPresent();
      Totals totals =
          new Totals(
              figure(Unit.OBJECTS, was.allocationCount(), is.allocationCount(), false, slack),
              figure(Unit.BYTES, was.allocatedBytes(), is.allocatedBytes(), false, slack),
              figure(Unit.OBJECTS, left(was, Left::count), left(is, Left::count), estimated, slack),
              figure(Unit.BYTES, left(was, Left::bytes), left(is, Left::bytes), estimated, slack));
      return incomparable.isEmpty()
          ? totals
          : new Totals(
              totals.count,
              totals.bytes.incomparable(),
              totals.leftCount,
              totals.leftBytes.incomparable());
    }

    private static ComparedFigure figure(
        Unit unit, OptionalLong was, OptionalLong is, boolean estimated, Slack slack) {
      return ComparedFigure.of(unit, bounds(was), bounds(is), estimated, slack);
    }

    private static Optional<Bounds> bounds(OptionalLong figure) {
      return figure.isPresent()
          ? Optional.of(Bounds.exactly(figure.getAsLong()))
          : Optional.empty();
    }

    private static OptionalLong left(ReportTotals totals, ToLongFunction<Left> figure) {
      return totals.left().stream().mapToLong(figure).findFirst();
    }
  }

  /** What no longer passes first, then what allocates most bytes more. */
  static final Comparator<ComparedTest> WORST_FIRST =
      Comparator.comparing(ComparedTest::change)
          .thenComparing(test -> test.isBroken() ? 0 : 1)
          .thenComparing(test -> -test.more(Totals::bytes))
          .thenComparing(test -> -test.more(Totals::count))
          .thenComparing(ComparedTest::id);

  static ComparedTest of(
      Test before, RunReport was, Test after, RunReport is, Slack slack, boolean wholeTests) {
    Optional<String> incomparable = was.jvm().incomparable(is.jvm());
    List<ComparedCheck> checks = ComparedCheck.of(was.checks(), is.checks(), incomparable, slack);
    Totals totals = Totals.of(before.entry().totals(), after.entry().totals(), incomparable, slack);
    boolean bytes = incomparable.isEmpty();
    List<ComparedRow> lines = ComparedRow.lines(was.rows(), is.rows(), bytes, slack);
    List<ComparedRow> types = ComparedRow.types(was.rows(), is.rows(), bytes, slack);
    List<Change> parts = new ArrayList<>();
    parts.add(ending(before.entry().ending(), after.entry().ending()));
    checks.forEach(check -> parts.add(check.change()));
    boolean judged = wholeTests || checks.stream().noneMatch(ComparedCheck::isByFigure);
    for (ComparedFigure figure : List.of(totals.count, totals.bytes)) {
      parts.add(judged || figure.change() == Change.SAME ? figure.change() : Change.CHANGED);
    }
    parts.add(totals.leftCount.change());
    parts.add(totals.leftBytes.change());
    parts.add(lines.isEmpty() && types.isEmpty() ? Change.SAME : Change.CHANGED);
    return new ComparedTest(
        Optional.of(before),
        Optional.of(after),
        Change.ofAll(parts),
        checks,
        Optional.of(totals),
        lines,
        types,
        incomparable,
        Math.max(was.unlisted(), is.unlisted()));
  }

  /** A test that is in the first run only. */
  static ComparedTest gone(Test before) {
    return ofOne(Optional.of(before), Optional.empty(), Change.CHANGED);
  }

  /** A test that is in the second run only. */
  static ComparedTest added(Test after) {
    boolean passed = after.entry().ending() == Ending.PASSED;
    return ofOne(Optional.empty(), Optional.of(after), passed ? Change.CHANGED : Change.WORSE);
  }

  private static ComparedTest ofOne(Optional<Test> before, Optional<Test> after, Change change) {
    return new ComparedTest(
        before,
        after,
        change,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  /** What was given up is no better than what failed, and worse than what passed. */
  static Change ending(Ending was, Ending is) {
    if (was == is) {
      return Change.SAME;
    }
    if (is == Ending.PASSED) {
      return Change.BETTER;
    }
    return was == Ending.PASSED || is == Ending.FAILED ? Change.WORSE : Change.CHANGED;
  }

  /** The newer of the reports. */
  Test newest() {
    return after.or(() -> before).orElseThrow();
  }

  String id() {
    return newest().entry().id();
  }

  boolean isOfBoth() {
    return before.isPresent() && after.isPresent();
  }

  private boolean isBroken() {
    return after.filter(test -> test.entry().ending() != Ending.PASSED).isPresent()
        && before.filter(test -> test.entry().ending() != Ending.PASSED).isEmpty();
  }

  private long more(Function<Totals, ComparedFigure> figure) {
    return totals.map(figure).map(each -> each.more().orElse(0)).orElse(0L);
  }

  /** {@code passed}, {@code passed, now failed}, {@code only in the second run: failed}. */
  String endings() {
    Optional<String> was = before.map(test -> test.entry().ending().word);
    Optional<String> is = after.map(test -> test.entry().ending().word);
    if (was.isPresent() && is.isPresent()) {
      return was.equals(is) ? is.get() : was.get() + ", now " + is.get();
    }
    boolean told = change != Change.WORSE; // by the name of the group
    return is.map(word -> told ? word : "only in the second run: " + word)
        .orElseGet(was::orElseThrow);
  }

  /** What is not compared and why, in sentences. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    incomparable.ifPresent(
        why -> notes.add("Bytes are not compared (n/a), as they are " + why + "; counts are."));
    if (unlisted > 0) {
      notes.add(
          Numbers.count(unlisted, "check") + " more that no report lists cannot be compared.");
    }
    long byOutcome = checks.stream().filter(ComparedCheck::isByOutcomeOnly).count();
    if (byOutcome > 0) {
      notes.add(
          "The figures of "
              + Numbers.count(byOutcome, "check")
              + " are in one of the reports only, so that outcomes alone are compared.");
    }
    return notes;
  }
}
