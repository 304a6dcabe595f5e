package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.CollectionMoments;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A test in time: the phases between its checkpoints, and garbage collections. Components are the
 * keys of the template.
 *
 * @param whole that no checkpoint divides it, or that nothing was measured, none or one
 * @param chart the phases, none or one
 * @param phases the phases in numbers, none or one table
 * @param more phases that are left out, none or one
 * @param collections what is known of garbage collections
 * @param moments when they ran
 */
record TimelineView(
    List<String> whole,
    List<TimelineChart> chart,
    List<Listed<PhaseRow>> phases,
    List<String> more,
    String collections,
    CollectionsView moments) {

  private static final int MAX_PHASES = 200;

  /**
   * One phase.
   *
   * @param name the checkpoint that it begins with
   * @param begin when it began, since the scope was opened
   * @param took how long it took
   * @param amount what it allocated
   * @param total bytes from the beginning of the test to the end of it
   */
  record PhaseRow(String name, String begin, String took, Amount amount, String total) {}

  /**
   * The timeline of a test.
   *
   * @param test what the test's own scope saw
   * @param elapsed how long the test took, which its last phase ends with
   */
  static TimelineView of(MemorySnapshot test, Duration elapsed) {
    String collections = collections(test.rates());
    CollectionMoments moments = test.collections();
    if (Numbers.measured(test, test.allocationCount()).isEmpty()) {
      return whole("n/a: nothing could be measured.", collections, moments);
    }
    if (test.checkpoints().isEmpty()) {
      return whole(
          Numbers.count(test.allocationCount(), "object")
              + ", "
              + Numbers.sizeAndExact(test.allocatedBytes())
              + ". When in the test is n/a, as no checkpoint divides it;"
              + " MemoryScope.checkpoint(name) does.",
          collections,
          moments);
    }
    return of(test, elapsed.toNanos(), collections, moments);
  }

  private static TimelineView whole(
      String sentence, String collections, CollectionMoments moments) {
    return new TimelineView(
        List.of(sentence),
        List.of(),
        List.of(),
        List.of(),
        collections,
        CollectionsView.of(moments));
  }

  private static TimelineView of(
      MemorySnapshot test, long elapsed, String collections, CollectionMoments moments) {
    List<TimelineChart.Phase> phases = new ArrayList<>();
    List<PhaseRow> rows = new ArrayList<>();
    Checkpoint begin = new Checkpoint("before the first checkpoint", 0, 0, 0);
    List<Checkpoint> ends = new ArrayList<>(test.checkpoints());
    long last = ends.get(ends.size() - 1).elapsedNanos();
    long end = Math.max(last, elapsed);
    ends.add(new Checkpoint("", test.allocationCount(), test.allocatedBytes(), end));
    for (Checkpoint next : ends) {
      boolean open = rows.size() == ends.size() - 1;
      String name = VisibleText.name(begin.name());
      long bytes = next.allocatedBytes() - begin.allocatedBytes();
      phases.add(
          new TimelineChart.Phase(
              name, begin.elapsedNanos(), next.elapsedNanos(), bytes, next.allocatedBytes()));
      rows.add(
          new PhaseRow(
              name,
              time(begin.elapsedNanos()),
              (open ? "\u2264 " : "") + time(next.elapsedNanos() - begin.elapsedNanos()),
              Amount.of(
                  next.allocationCount() - begin.allocationCount(), bytes, test.allocatedBytes()),
              Numbers.sizeAndExact(next.allocatedBytes())));
      begin = next;
    }
    return new TimelineView(
        List.of(),
        List.of(TimelineChart.of(phases.stream().limit(MAX_PHASES).toList(), moments)),
        Listed.of(rows.stream().limit(MAX_PHASES).toList()),
        rows.size() <= MAX_PHASES
            ? List.of()
            : List.of(
                Numbers.count(rows.size() - MAX_PHASES, "more phase")
                    + " left out here; the JSON beside this page has all checkpoints."),
        collections,
        CollectionsView.of(moments));
  }

  private static String collections(MemoryRates rates) {
    if (rates.collections().isEmpty()) {
      return "Garbage collections: n/a, as they were not counted here.";
    }
    long collections = rates.collections().getAsLong();
    String meanwhile =
        rates.activeNanos().stream()
            .mapToObj(nanos -> " in " + time(nanos) + " at work")
            .findFirst()
            .orElse("");
    return collections == 0
        ? "No garbage collection" + meanwhile + "."
        : Numbers.count(collections, "garbage collection")
            + meanwhile
            + ", pauses of "
            + Numbers.orNotAvailable(rates.pauseMillis(), millis -> Numbers.count(millis) + " ms")
            + ", those that TrackMemory asked for not among them.";
  }

  private static String time(long nanos) {
    return Numbers.elapsed(Duration.ofNanos(nanos));
  }
}
