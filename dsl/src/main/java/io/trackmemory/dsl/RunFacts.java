package io.trackmemory.dsl;

import io.trackmemory.dsl.LineGroup.Line;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.RateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of runs beside their sum.
 *
 * @param runs how many there were
 * @param first the first one by itself, where there were several
 * @param unit the work that each did, where that was said
 */
record RunFacts(int runs, Optional<MemorySnapshot> first, Optional<Unit> unit) {

  static final RunFacts NONE = new RunFacts(1, Optional.empty(), Optional.empty());

  /**
   * Work of one run.
   *
   * @param number how many units
   * @param name what one is called
   */
  record Unit(long number, String name) {}

  /** The units of all runs together; 1 where nobody said. */
  long units() {
    return unit.map(work -> product(work.number(), runs)).orElse(1L);
  }

  /** A product that no number is above, where none is large enough. */
  static long product(long one, long other) {
    return Math.multiplyHigh(one, other) == 0 && one * other >= 0 ? one * other : Long.MAX_VALUE;
  }

  /** The lines that a message has of them. */
  List<String> notes(Allocations seen) {
    List<String> notes = new ArrayList<>();
    first.ifPresent(run -> addFirstOnly(notes, seen, run));
    unit.ifPresent(
        work -> {
          double units = units();
          notes.add(
              "Per "
                  + work.name()
                  + " ("
                  + work.number()
                  + (runs > 1 ? " a run" : "")
                  + "): "
                  + Rates.objects(seen.count().atLeast() / units)
                  + ", "
                  + RateText.bytes(seen.bytes().atLeast() / units));
        });
    return notes;
  }

  /* By line and thread, whoever called it: of how many objects that is known may differ. */
  private static Map<Line, Long> counts(MemorySnapshot seen) {
    return seen.sites().stream()
        .collect(Collectors.groupingBy(Line::of, Collectors.summingLong(SiteStatistics::count)));
  }

  /* Lines that no later run added to. */
  private void addFirstOnly(List<String> notes, Allocations seen, MemorySnapshot run) {
    Map<Line, Long> atFirst = counts(run);
    Map<Line, Long> inAll = counts(seen.snapshot());
    List<SiteStatistics> rows =
        seen.rows().stream()
            .filter(row -> inAll.getOrDefault(Line.of(row), 0L).equals(atFirst.get(Line.of(row))))
            .toList();
    if (!rows.isEmpty()) {
      long count = rows.stream().mapToLong(SiteStatistics::count).sum();
      long bytes = rows.stream().mapToLong(SiteStatistics::bytes).sum();
      boolean all = count == seen.count().atLeast();
      notes.add(
          "In the first of "
              + runs
              + " runs only"
              + (all ? ", all of it" : "")
              + ": "
              + Text.objects(count, bytes)
              + "; afterWarmup(1) leaves "
              + (count == 1 ? "it" : "them")
              + " out");
    }
  }
}
