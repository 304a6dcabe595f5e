package io.trackmemory.report;

import io.trackmemory.report.ComparedCheck.Made;
import io.trackmemory.report.ComparedTest.Totals;
import io.trackmemory.report.IndexEntry.Asked;
import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.base.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a test since the last run, by the comparison that the command {@code compare}
 * makes. Components are keys of the template.
 *
 * @param kind what it is, the worst first
 * @param text in a word or a figure
 * @param title the same with what was seen then
 */
record SinceLast(Kind kind, String text, String title) {

  /** Kinds in the order in which one of several rows stands for all. */
  enum Kind {
    NEW("up"),
    MORE("up"),
    CHANGED(""),
    MENDED("dn"),
    LESS("dn"),
    UNKNOWN("na"),
    SAME("eq");

    private final String style;

    Kind(String style) {
      this.style = style;
    }
  }

  static final SinceLast NOTHING =
      new SinceLast(
          Kind.UNKNOWN,
          Numbers.NOT_AVAILABLE,
          "no report of an earlier run was here, or none that can be read");

  /** A figure and whose it is. */
  private record Figure(String name, ComparedFigure figure) {}

  /**
   * Compares.
   *
   * @param ending how the test ended
   * @param asked the check that its row shows
   * @param checks all that its report lists
   * @param totals what it allocated and left behind
   */
  static SinceLast of(
      LastRun last, Ending ending, Optional<Asked> asked, List<Made> checks, ReportTotals totals) {
    String was = last.ending().word + " last time, " + Numbers.time(last.finishedAt());
    switch (ComparedTest.ending(last.ending(), ending)) {
      case WORSE -> {
        return new SinceLast(Kind.NEW, "new", was);
      }
      case BETTER -> {
        return new SinceLast(Kind.MENDED, "mended", was);
      }
      case CHANGED -> {
        return new SinceLast(Kind.CHANGED, "changed", was);
      }
      case SAME -> {
        return last.incomparable()
            .map(why -> new SinceLast(Kind.UNKNOWN, Numbers.NOT_AVAILABLE, "figures are " + why))
            .orElseGet(() -> of(worst(figures(last, asked, checks, totals))));
      }
    }
    throw new AssertionError("unknown change");
  }

  /* That of the row's check stands for those that changed alike. */
  private static Figure worst(List<Figure> figures) {
    return figures.stream().min(Comparator.comparing(each -> each.figure().change())).orElseThrow();
  }

  private static List<Figure> figures(
      LastRun last, Optional<Asked> asked, List<Made> checks, ReportTotals totals) {
    List<Figure> figures = new ArrayList<>();
    for (ComparedCheck check :
        ComparedCheck.between(last.checks(), checks, last.incomparable(), Slack.NONE)) {
      boolean shown = asked.filter(each -> each.check().equals(check.name())).isPresent();
      check
          .figure()
          .map(figure -> new Figure(check.name(), figure))
          .ifPresent(figure -> figures.add(shown ? 0 : figures.size(), figure));
    }
    Totals all = Totals.of(last.totals(), totals, last.incomparable(), Slack.NONE);
    if (figures.isEmpty()) {
      figures.add(new Figure("whole test, bytes", all.bytes()));
      figures.add(new Figure("whole test, objects", all.count()));
    }
    figures.add(new Figure("left behind, objects", all.leftCount()));
    figures.add(new Figure("left behind, bytes", all.leftBytes()));
    return figures;
  }

  private static SinceLast of(Figure worst) {
    ComparedFigure figure = worst.figure();
    String title =
        worst.name() + ": " + figure.beforeText() + " last time, now " + figure.afterText();
    return switch (figure.change()) {
      case WORSE -> new SinceLast(Kind.MORE, more(figure, "more"), title);
      case BETTER -> new SinceLast(Kind.LESS, more(figure, "less"), title);
      case CHANGED -> new SinceLast(Kind.CHANGED, "changed", title);
      case SAME -> new SinceLast(Kind.SAME, "=", "the same as last time");
    };
  }

  /* What is known by bounds only differs by no figure. */
  private static String more(ComparedFigure figure, String word) {
    if (figure.more().isEmpty()) {
      return word;
    }
    return figure.share().isPresent()
        ? ComparedFigure.percent(figure.share().getAsDouble())
        : figure.moreText();
  }

  /** That of several tests in one row: the worst, and how many fail that did not. */
  static SinceLast ofAll(Stream<SinceLast> tests) {
    List<SinceLast> all = tests.toList();
    SinceLast worst = all.stream().min(Comparator.comparing(SinceLast::kind)).orElse(NOTHING);
    long fresh = all.stream().filter(each -> each.kind == Kind.NEW).count();
    return fresh > 1
        ? new SinceLast(Kind.NEW, Numbers.count(fresh) + " new", "passed last time")
        : worst;
  }

  /** How it is painted. */
  String style() {
    return kind.style;
  }
}
