package io.trackmemory.report;

import io.trackmemory.report.Grade.Mark;
import io.trackmemory.report.Grade.Of;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.finding.ThreadBalance;
import io.trackmemory.tracker.GcPressure;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.RateText;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import io.trackmemory.tracker.spi.Verdict.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Grades of what a page is about, each by the formula and the thresholds that {@code
 * docs/findings.md} publishes; without what a formula needs there is no grade.
 */
final class Scorecard {

  private static final double GOOD_PART_OF_LIMIT = 0.8;
  private static final double LIMIT = 1;
  private static final String SEEN_BY_LIMIT = "seen \u00f7 limit";
  private static final String BY_LIMIT = " Good up to 0.8, fair up to 1, poor above.";

  private final MemorySnapshot seen;
  private final List<Verdict> verdicts;

  private Scorecard(MemorySnapshot seen, List<Verdict> verdicts) {
    this.seen = seen;
    this.verdicts = verdicts;
  }

  /** The cells, in order. */
  static List<Grade> of(
      MemorySnapshot seen,
      List<Verdict> verdicts,
      List<LeakLook> searches,
      List<GrowthLook> growth) {
    Scorecard card = new Scorecard(seen, verdicts);
    List<Grade> cells = new ArrayList<>();
    cells.add(card.allocation());
    cells.add(card.collections());
    cells.add(card.peak());
    if (!searches.isEmpty() || growth.isEmpty()) {
      cells.add(LeakGrades.leaks(searches, verdicts, seen));
    }
    growth.stream().findFirst().map(LeakGrades::growth).ifPresent(cells::add);
    ThreadBalance.of(card.seen.threads()).map(card::threads).ifPresent(cells::add);
    return List.copyOf(cells);
  }

  private Grade allocation() {
    Optional<Verdict> worst = worst(false);
    Optional<Work> work = worst.flatMap(Verdict::work);
    String label =
        "Allocation"
            + work.map(done -> " per " + VisibleText.name(done.name()))
                .orElse(seen.runs() > 1 ? " per run" : "");
    Optional<String> unknown = seen.uncertified();
    if (unknown.isPresent()) {
      return Grade.none(Of.ALLOCATION, label, "", "not certified", unknown.get());
    }
    String shown =
        work.isPresent()
            ? amount(worst.flatMap(Verdict::snapshot).orElse(seen), work.get().units())
            : amount(seen, seen.runs());
    if (worst.isEmpty()) {
      return Grade.none(
          Of.ALLOCATION,
          label,
          shown,
          "no limit set",
          SEEN_BY_LIMIT
              + ". No limit was set: "
              + asking(verdicts, "@LimitAllocations", "hasAllocatedBytesAtMost(size)")
              + ".");
    }
    return byLimit(Of.ALLOCATION, label, shown, worst.get());
  }

  private static String amount(MemorySnapshot seen, long parts) {
    return parts == 1
        ? Numbers.size(seen.allocatedBytes())
            + " \u00b7 "
            + Numbers.count(seen.allocationCount(), "object")
        : RateText.bytes((double) seen.allocatedBytes() / parts)
            + " \u00b7 "
            + Numbers.rate((double) seen.allocationCount() / parts)
            + " objects";
  }

  private Grade peak() {
    String label = "Peak against limit";
    return worst(true)
        .map(verdict -> byLimit(Of.PEAK, label, "", verdict))
        .orElseGet(
            () ->
                Grade.none(
                    Of.PEAK,
                    label,
                    "",
                    "no limit set",
                    SEEN_BY_LIMIT
                        + ". No peak limit was set: "
                        + asking(verdicts, "@LimitPeak", "hasPeakAtMost(size)")
                        + "."));
  }

  /** What to write for a grade, as the test's other checks are written. */
  static String asking(List<Verdict> verdicts, String annotation, String call) {
    List<Boolean> annotated =
        verdicts.stream()
            .map(
                verdict ->
                    verdict.check().startsWith("@") || verdict.check().startsWith("trackmemory."))
            .distinct()
            .toList();
    return annotated.size() != 1
        ? annotation + " or " + call
        : annotated.get(0) ? annotation : call;
  }

  /* The check of which most of its limit was used, of those that have figures. */
  private Optional<Verdict> worst(boolean peaks) {
    return verdicts.stream()
        .filter(verdict -> verdict.about() == About.FIGURES)
        .filter(verdict -> verdict.measure().isPresent() && verdict.changes().isEmpty())
        .filter(verdict -> isOf(verdict.check(), "peak") == peaks)
        .filter(verdict -> !isOf(verdict.check(), "direct"))
        .max(Comparator.comparingDouble(verdict -> part(verdict.measure().orElseThrow())));
  }

  /* What stands in quotes is a name or a size. */
  private static boolean isOf(String check, String word) {
    return check.replaceAll("\"[^\"]*\"", "").toLowerCase(Locale.ROOT).contains(word);
  }

  private static double part(Measure measure) {
    if (measure.exact()) {
      return measure.atLeast() == measure.limit() && measure.isKnown() ? LIMIT : 2;
    }
    return measure.limit() == 0
        ? measure.atMost() == 0 ? 0 : Double.POSITIVE_INFINITY
        : (double) measure.atMost() / measure.limit();
  }

  private static Grade byLimit(Of of, String label, String shown, Verdict verdict) {
    Measure measure = verdict.measure().orElseThrow();
    String figures = figure(measure, measure.atLeast(), measure.atMost());
    String formula =
        SEEN_BY_LIMIT
            + " = "
            + figures
            + " \u00f7 "
            + figure(measure, measure.limit())
            + (" (" + verdict.check() + ").")
            + verdict.work().map(work -> perUnit(measure, work)).orElse("");
    Grade bare = Grade.none(of, label, shown.isEmpty() ? of(measure) : shown, "", formula);
    if (verdict.outcome() == Outcome.UNCERTIFIED) {
      return Grade.none(of, label, shown, "not certified", formula + " " + verdict.message());
    }
    if (measure.exact()) {
      Mark mark = verdict.outcome() == Outcome.PASSED ? Mark.GOOD : Mark.POOR;
      return Grade.none(
              of, label, bare.shown(), "", formula + " Good just as asked for, poor otherwise.")
          .marked(mark, mark.words(), part(measure), LIMIT, LIMIT);
    }
    Grade whole =
        Grade.none(
            of,
            label,
            bare.shown(),
            "",
            formula + (measure.isKnown() ? "" : " By what was seen at most.") + BY_LIMIT);
    if (verdict.outcome() == Outcome.FAILED) {
      return whole.marked(Mark.POOR, beyond(measure), part(measure), GOOD_PART_OF_LIMIT, LIMIT);
    }
    return whole.marked(part(measure), GOOD_PART_OF_LIMIT, LIMIT);
  }

  /* The quotient is the same for one unit as for all. */
  private static String perUnit(Measure measure, Work work) {
    return " That is of "
        + Numbers.count(work.units())
        + " \u00d7 "
        + VisibleText.name(work.name())
        + ": "
        + each(measure, measure.atLeast(), work)
        + (measure.isKnown() ? "" : " to " + each(measure, measure.atMost(), work))
        + " \u00f7 "
        + each(measure, measure.limit(), work)
        + " for one.";
  }

  private static String each(Measure measure, long figure, Work work) {
    double rate = (double) figure / work.units();
    return measure.unit() == Unit.OBJECTS ? Numbers.rate(rate) + " objects" : RateText.bytes(rate);
  }

  private static String of(Measure measure) {
    return measure.limit() == 0
        ? figure(measure, measure.atLeast(), measure.atMost())
        : (measure.isKnown() ? "" : "\u2264 ") + Numbers.share(measure.atMost(), measure.limit());
  }

  private static String beyond(Measure measure) {
    return measure.limit() == 0
        ? "limit is 0"
        : (measure.isKnown() ? "" : "\u2265 ")
            + Numbers.rate((double) measure.atLeast() / measure.limit())
            + " \u00d7 its limit";
  }

  private static String figure(Measure measure, long from, long to) {
    return from == to
        ? figure(measure, from)
        : figure(measure, from) + " to " + figure(measure, to);
  }

  private static String figure(Measure measure, long figure) {
    return measure.unit() == Unit.OBJECTS ? Numbers.count(figure, "object") : Numbers.exact(figure);
  }

  private Grade collections() {
    MemoryRates rates = seen.rates();
    Optional<GcPressure> pressure = rates.gcPressure();
    String label = "Collections";
    if (pressure.isEmpty() || rates.activeNanos().isEmpty()) {
      return Grade.none(
          Of.COLLECTIONS,
          label,
          "",
          Numbers.NOT_AVAILABLE,
          rates.collections().isEmpty()
              ? "pauses \u00f7 time at work. The JVM told of no collections here."
              : "pauses \u00f7 time at work. Pauses are told in whole milliseconds, and the work took"
                  + " less than 10 ms: measure more of it, by overRuns(n).");
    }
    double share = rates.pauseShare().orElse(0);
    long collections = rates.collections().orElse(0);
    Mark mark =
        switch (pressure.get()) {
          case NONE, LOW -> Mark.GOOD;
          case MEDIUM -> Mark.FAIR;
          case HIGH -> Mark.POOR;
        };
    return Grade.none(
            Of.COLLECTIONS,
            label,
            collections == 0 ? "none" : Numbers.share(share) + " of the time",
            "",
            "pauses \u00f7 time at work = "
                + Numbers.count(rates.pauseMillis().orElse(0))
                + " ms \u00f7 "
                + Numbers.count(Math.round(rates.activeNanos().getAsLong() / 1e6))
                + " ms, in "
                + Numbers.count(collections, "collection")
                + "; those that TrackMemory asked for are not in it. Good below 5 %, fair below"
                + " 20 %, poor from there.")
        .marked(mark, mark.words(), share, GcPressure.MEDIUM_FROM, GcPressure.HIGH_FROM);
  }

  private Grade threads(ThreadBalance balance) {
    double good = balance.shareAt(ThreadBalance.FAIR_FROM);
    double fair = balance.shareAt(ThreadBalance.POOR_FROM);
    return Grade.none(
            Of.THREADS,
            "Thread balance",
            Numbers.share(balance.share()) + " on one",
            "",
            "the busiest thread's bytes \u00f7 those of all threads that ran tasks = "
                + Numbers.count(balance.busiest().bytes())
                + " \u00f7 "
                + Numbers.count(balance.bytes())
                + ". Of "
                + Numbers.count(balance.threads(), "thread")
                + ", good up to "
                + Numbers.share(good)
                + ", fair up to "
                + Numbers.share(fair)
                + ", poor above: a third and two thirds of the way from an even share to all.")
        .marked(balance.share(), good, fair);
  }
}
