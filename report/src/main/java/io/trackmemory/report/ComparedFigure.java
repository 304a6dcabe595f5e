package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.base.Numbers;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A figure in two runs.
 *
 * @param unit of which kind
 * @param before what is known of it in the first run, empty where nothing is
 * @param after in the second
 * @param estimated whether one of them is, so that neither more nor less is certain
 * @param comparable whether a difference says something: bytes of two object layouts do not
 * @param change what became of it
 */
record ComparedFigure(
    Unit unit,
    Optional<Bounds> before,
    Optional<Bounds> after,
    boolean estimated,
    boolean comparable,
    Change change) {

  /** Compares what is certain: more is worse. */
  static ComparedFigure of(
      Unit unit, Optional<Bounds> before, Optional<Bounds> after, boolean estimated, Slack slack) {
    Change change =
        before.isPresent() && after.isPresent()
            ? change(before.get(), after.get(), slack)
            : before.equals(after) ? Change.SAME : Change.CHANGED;
    boolean uncertain = estimated && change != Change.SAME;
    return new ComparedFigure(
        unit, before, after, estimated, true, uncertain ? Change.CHANGED : change);
  }

  /** The same of which no difference is told. */
  ComparedFigure incomparable() {
    return new ComparedFigure(unit, before, after, estimated, false, Change.SAME);
  }

  boolean isBytes() {
    return unit != Unit.OBJECTS;
  }

  private static Change change(Bounds before, Bounds after, Slack slack) {
    if (after.atLeast() > before.atMost()) {
      return after.atLeast() - before.atMost() > slack.allowed(before.atMost())
          ? Change.WORSE
          : Change.SAME;
    }
    if (after.atMost() < before.atLeast()) {
      return before.atLeast() - after.atMost() > slack.allowed(before.atLeast())
          ? Change.BETTER
          : Change.SAME;
    }
    return isNear(before.atLeast(), after.atLeast(), slack)
            && isNear(before.atMost(), after.atMost(), slack)
        ? Change.SAME
        : Change.CHANGED;
  }

  static boolean isNear(long before, long after, Slack slack) {
    return Math.abs(after - before) <= slack.allowed(before);
  }

  /** By how much it is more, where both are exact and can be compared. */
  OptionalLong more() {
    return comparable
            && before.filter(Bounds::isExact).isPresent()
            && after.filter(Bounds::isExact).isPresent()
        ? OptionalLong.of(after.get().atLeast() - before.get().atLeast())
        : OptionalLong.empty();
  }

  /** Its share of what was before, which is 1 for twice as much; empty where nothing was. */
  OptionalDouble share() {
    OptionalLong more = more();
    return more.isPresent() && before.orElseThrow().atLeast() > 0
        ? OptionalDouble.of((double) more.getAsLong() / before.orElseThrow().atLeast())
        : OptionalDouble.empty();
  }

  String beforeText() {
    return text(before);
  }

  String afterText() {
    return text(after);
  }

  private String text(Optional<Bounds> figure) {
    return figure
        .map(bounds -> (estimated ? "about " : "") + bounds.text(unit))
        .orElse(Numbers.NOT_AVAILABLE);
  }

  /** {@code +1,234 B (+12.5 %)}, {@code -3 objects}, {@code n/a}; empty if nothing changed. */
  String moreText() {
    OptionalLong more = more();
    if (more.isEmpty()) {
      return comparable && change == Change.SAME ? "" : Numbers.NOT_AVAILABLE;
    }
    return more.getAsLong() == 0
        ? ""
        : difference(unit, more.getAsLong())
            + (share().isPresent() ? " (" + percent(share().getAsDouble()) + ")" : "");
  }

  private static String difference(Unit unit, long more) {
    return switch (unit) {
      case OBJECTS -> Numbers.change(more) + (Math.abs(more) == 1 ? " object" : " objects");
      case BYTES -> Numbers.change(more) + " B";
      case BYTES_A_RUN -> Numbers.change(more) + " B a run";
    };
  }

  /** {@code +12.5 %}; what rounds to nothing is not called nothing. */
  static String percent(double share) {
    String sign = share < 0 ? "-" : "+";
    double percent = Math.abs(share) * 100;
    return percent < 0.1
        ? sign + "< 0.1 %"
        : percent >= 1_000
            ? sign + Numbers.count(Math.round(percent)) + " %"
            : sign + String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
