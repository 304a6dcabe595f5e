package io.trackmemory.report;

import io.trackmemory.report.Grade.Mark;
import io.trackmemory.report.Grade.Of;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.RateText;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Grades of what was left behind. */
final class LeakGrades {

  private static final String LEAKS = "Leaks";
  private static final String GROWTH = "Growth";

  private LeakGrades() {}

  static Grade leaks(List<LeakLook> searches, List<Verdict> verdicts, MemorySnapshot seen) {
    if (searches.isEmpty()) {
      return Grade.none(
          Of.LEAKS,
          LEAKS,
          "",
          "not asked",
          "Leaks are searched for where a test asks: "
              + Scorecard.asking(verdicts, "@NoLeaks, @LimitLeaks", "hasNoLeaks()")
              + ".");
    }
    LeakLook look = searches.get(0);
    LeakResult result = look.result();
    if (result.uncertified().isPresent()) {
      return Grade.none(Of.LEAKS, LEAKS, "", "not certified", result.uncertified().get());
    }
    long left =
        result
            .estimate()
            .map(estimate -> Math.round(estimate.count()))
            .orElseGet(() -> result.leaks().stream().mapToLong(Leak::objectCount).sum());
    String about = result.estimate().isPresent() ? "about " : "";
    long allowed = allowed(look, verdicts, left);
    String what = look.isOffHeap() ? "block" : "object";
    String formula =
        what
            + "s left = "
            + about
            + Numbers.count(left)
            + (look.isOffHeap() || seen.allocationCount() == 0
                ? ""
                : ", of " + Numbers.count(seen.allocationCount()) + " allocated")
            + (" ("
                + look.check()
                + "). Good for 0, fair as far as the check allows, poor beyond.");
    Mark mark = left == 0 ? Mark.GOOD : look.outcome() == Outcome.FAILED ? Mark.POOR : Mark.FAIR;
    return Grade.none(
            Of.LEAKS, LEAKS, left == 0 ? "none" : about + Numbers.count(left, what), "", formula)
        .marked(mark, mark.words(), (double) left, 0, (double) allowed);
  }

  /* What the check lets be; a check that passed lets be what is left. */
  private static long allowed(LeakLook look, List<Verdict> verdicts, long left) {
    OptionalLong limit =
        verdicts.stream()
            .filter(verdict -> verdict.check().equals(look.check()))
            .flatMap(verdict -> verdict.measure().stream())
            .filter(measure -> measure.unit() == Measure.Unit.OBJECTS)
            .mapToLong(Measure::limit)
            .findFirst();
    return look.outcome() == Outcome.FAILED ? limit.orElse(0) : Math.max(left, limit.orElse(0));
  }

  static Grade growth(GrowthLook look) {
    GrowthResult result = look.result();
    if (result.uncertified().isPresent()) {
      return Grade.none(Of.GROWTH, GROWTH, "", "not certified", result.uncertified().get());
    }
    long allowed = look.limitPerRun().orElse(0);
    double rate = result.bytesPerRun();
    String words = result.shape().name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (result.shape() == Shape.INCONCLUSIVE) {
      return Grade.none(
          Of.GROWTH, GROWTH, "", words, "Too few runs to tell: ask overRuns for more of them.");
    }
    Mark mark =
        result.shape() != Shape.GROWING ? Mark.GOOD : rate <= allowed ? Mark.FAIR : Mark.POOR;
    return Grade.none(
            Of.GROWTH,
            GROWTH,
            mark == Mark.GOOD ? words : "+" + RateText.bytes(rate) + " a run",
            "",
            "the slope of what is left after each of "
                + Numbers.count(result.runs(), "run")
                + " = "
                + RateText.bytes(rate)
                + " a run. Good where it does not grow, fair up to the limit of "
                + Numbers.exact(allowed)
                + ", poor above.")
        .marked(mark, mark.words(), rate, 0, (double) allowed);
  }
}
