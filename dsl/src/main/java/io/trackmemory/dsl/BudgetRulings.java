package io.trackmemory.dsl;

import io.trackmemory.dsl.Breaking.Plan;
import io.trackmemory.dsl.ShouldMeetBudget.Broken;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides budgets: each part as the check of the same limit does, all parts whatever became of the
 * others. Broken, a budget's figures are those of the first part that is.
 */
final class BudgetRulings {

  private BudgetRulings() {}

  /**
   * Judges all parts.
   *
   * @throws IllegalArgumentException if a phase is asked for whose checkpoints are not there
   */
  static Ruling judge(Budget budget, Subject subject, MemorySnapshot seen) {
    needCheckpoints(budget, subject, seen);
    Map<BudgetPart, Ruling> rulings = new EnumMap<>(BudgetPart.class);
    for (BudgetPart part : budget.parts()) {
      rulings.put(part, judge(part, budget.limit(part).orElseThrow(), subject, seen));
    }
    return joined(budget, subject, seen, rulings);
  }

  /**
   * What would break each part. Of what has ended before the whole has, nothing more can be made.
   */
  static Breaking breaking(Budget budget, Subject subject) {
    return (passed, expected, seen, tracker) ->
        budget.parts().stream()
            .map(
                part -> {
                  ByteSize limit = budget.limit(part).orElseThrow();
                  Ruling ofPart = judge(part, limit, subject, seen.orElseThrow());
                  return plan(part, ofPart, limit.toBytes(), seen, tracker)
                      .named(part.code(limit), failed -> breaks(failed, part));
                })
            .toList();
  }

  private static Plan plan(
      BudgetPart part,
      Ruling passed,
      long limit,
      Optional<MemorySnapshot> seen,
      TrackerAccess tracker) {
    return switch (part) {
      case SET_UP, RUN -> Plan.none("it has ended when the check is asked");
      case TEAR_DOWN -> Breaking.ALLOCATED.plans(passed, limit, seen, tracker).get(0);
      case PEAK -> Breaking.ALIVE.plans(passed, limit, seen, tracker).get(0);
      case LEAKS -> Breaking.KEPT.plans(passed, limit, seen, tracker).get(0);
    };
  }

  private static boolean breaks(Ruling.Failed failed, BudgetPart part) {
    return failed.message() instanceof ShouldMeetBudget message && message.breaks(part);
  }

  /** What the check is about, which is where a page begins. */
  static About about(Budget budget, Ruling ruling) {
    boolean leaks =
        ruling instanceof Ruling.Failed failed
            ? ((ShouldMeetBudget) failed.message()).breaks(BudgetPart.LEAKS)
            : budget.limit(BudgetPart.LEAKS).isPresent();
    return leaks ? About.LEAKS : About.FIGURES;
  }

  private static void needCheckpoints(Budget budget, Subject subject, MemorySnapshot seen) {
    List<String> there = seen.checkpoints().stream().map(Checkpoint::name).toList();
    Set<String> missing = new LinkedHashSet<>();
    budget.parts().forEach(part -> missing.addAll(part.checkpoints()));
    there.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "a budget of set-up, run or tear-down needs the checkpoints body, where set-up ends, and"
              + " teardown, where tear-down begins; "
              + subject.phrase()
              + " has "
              + there
              + ", and no "
              + String.join(" and no ", missing));
    }
  }

  private static Ruling judge(
      BudgetPart part, ByteSize limit, Subject subject, MemorySnapshot seen) {
    Subject phase = new BudgetPhase(subject, part);
    MemorySnapshot looked = part.of(seen);
    return switch (part) {
      case SET_UP, RUN, TEAR_DOWN ->
          looked
              .uncertified()
              .<Ruling>map(cause -> new Ruling.Uncertified(cause, limit.toBytes()))
              .orElseGet(
                  () ->
                      AllocationRulings.bytesAtMost(Allocations.all(phase, looked), limit, "run"));
      case PEAK -> PeakRulings.atMost(phase, looked, limit.toBytes());
      case LEAKS ->
          LeakRulings.judge(
              phase,
              looked,
              limit.toBytes(),
              leaks ->
                  limit.toBytes() == 0
                      ? LeakRulings.none(leaks, "leaks")
                      : LeakRulings.bytesAtMost(leaks, limit, "leaks"));
    };
  }

  private static Ruling joined(
      Budget budget, Subject subject, MemorySnapshot seen, Map<BudgetPart, Ruling> rulings) {
    List<Broken> broken = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    boolean forGood = false;
    Optional<Measure> measure = Optional.empty();
    for (Map.Entry<BudgetPart, Ruling> each : rulings.entrySet()) {
      BudgetPart part = each.getKey();
      if (each.getValue() instanceof Ruling.Failed failed) {
        measure = broken.isEmpty() ? failed.measure() : measure;
        forGood |= failed.forGood();
        broken.add(new Broken(part, failed.message(), accepted(part, subject, seen)));
      } else if (each.getValue() instanceof Ruling.Uncertified uncertified) {
        doubts.add(part.code(budget.limit(part).orElseThrow()) + ": " + uncertified.cause());
      }
    }
    if (!broken.isEmpty()) {
      ShouldMeetBudget message = new ShouldMeetBudget(subject, budget, broken, doubts);
      return new Ruling.Failed(message, forGood, measure);
    }
    if (!doubts.isEmpty()) {
      return new Ruling.Uncertified(String.join("; ", doubts), budget.toString());
    }
    return new Ruling.Passed(notes(rulings), onlyMeasure(rulings));
  }

  /* The limit that is sure to be kept by what was seen. */
  private static ByteSize accepted(BudgetPart part, Subject subject, MemorySnapshot seen) {
    return new ByteSize(
        switch (part) {
          case SET_UP, RUN, TEAR_DOWN -> part.of(seen).allocatedBytes();
          case PEAK -> PeakRulings.accepted(seen.peakResult());
          case LEAKS ->
              Leaks.all(subject, seen, seen.leakResult()).found().stream()
                  .mapToLong(Leak::shallowBytes)
                  .sum();
        });
  }

  private static String notes(Map<BudgetPart, Ruling> rulings) {
    return rulings.values().stream()
        .map(ruling -> ((Ruling.Passed) ruling).note())
        .filter(note -> !note.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /* Of several limits there is no one figure. */
  private static Optional<Measure> onlyMeasure(Map<BudgetPart, Ruling> rulings) {
    return rulings.size() == 1 ? rulings.values().iterator().next().measure() : Optional.empty();
  }
}
