package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The allocations that a check looks at.
 *
 * @param subject what was measured
 * @param snapshot all that was seen of it
 * @param narrowing what filters left, as messages say it: {@code " of java.lang.Integer"}
 * @param path calls that lead from the subject to the check: {@code allocations().}
 * @param rows lines with such allocations
 * @param count how many there are
 * @param bytes their bytes
 * @param doubt why a figure is known by its bounds only, and what to do; empty where it is known
 */
record Allocations(
    Subject subject,
    MemorySnapshot snapshot,
    String narrowing,
    String path,
    List<SiteStatistics> rows,
    Range count,
    Range bytes,
    String doubt) {

  /** All of a snapshot's. */
  static Allocations all(Subject subject, MemorySnapshot snapshot) {
    return new Allocations(
        subject,
        snapshot,
        "",
        subject.path(),
        snapshot.sites(),
        Range.exactly(snapshot.allocationCount()),
        Range.exactly(snapshot.allocatedBytes()),
        "");
  }

  /** What filters leave. */
  static Allocations narrowed(
      Subject subject, MemorySnapshot snapshot, Filters<SiteFilter> filters, Evidence evidence) {
    Allocations all =
        all(subject, snapshot).at(subject.path() + "allocations()." + filters.calls());
    if (filters.all().isEmpty()) {
      return all;
    }
    Selection selection = new Selection(filters, evidence);
    snapshot.sites().forEach(selection::add);
    selection.addUnlisted(snapshot.omissions());
    return selection.of(all);
  }

  private Allocations at(String newPath) {
    return new Allocations(subject, snapshot, narrowing, newPath, rows, count, bytes, doubt);
  }

  /** What a limit for each unit comes to for all of them; of one alone, the limit itself. */
  long ofAll(long limit) {
    return RunFacts.product(limit, subject.facts().units());
  }

  /** What each unit may take at least, so that all of them may take so much. */
  long ofEach(long all) {
    long units = subject.facts().units();
    return all / units + (all % units == 0 ? 0 : 1);
  }

  /** Whether each unit may have taken the same. */
  boolean isOfEach(long all) {
    return all % subject.facts().units() == 0;
  }

  /* Such as " per order, 2000 for 1000,"; nothing where no unit was said. */
  private String perUnit(long limit, LongFunction<String> text) {
    RunFacts facts = subject.facts();
    return facts
        .unit()
        .map(
            unit ->
                " per "
                    + unit.name()
                    + ", "
                    + text.apply(ofAll(limit))
                    + " for "
                    + facts.units()
                    + ",")
        .orElse("");
  }

  boolean isNone() {
    return count.atMost() == 0;
  }

  /** {@code the action to make at most 2 allocations of java.lang.Integer}. */
  String toMake(String limit, long number) {
    String noun = number == 1 ? "allocation" : "allocations";
    return subject.phrase()
        + " to make "
        + limit
        + " "
        + noun
        + narrowing
        + (number == 0 ? "" : perUnit(number, Long::toString));
  }

  /** {@code the action to allocate at most 64 B in allocations of java.lang.Integer}. */
  String toAllocate(String limit) {
    return subject.phrase()
        + " to allocate "
        + limit
        + (narrowing.isEmpty() ? "" : " in allocations" + narrowing);
  }

  /** The same of a limit for each unit. */
  String toAllocate(String limit, long bytesOfEach) {
    return toAllocate(limit) + (bytesOfEach == 0 ? "" : perUnit(bytesOfEach, Sizes::exact));
  }

  /** {@code it made 5 (128 B)}. */
  String made() {
    if (isNone()) {
      return "it made none";
    }
    if (!count.isExact()) {
      return "it made at least " + count.atLeast() + ", in lines that made " + listed();
    }
    return "it made " + count.atLeast() + " (" + Sizes.rounded(bytes.atLeast()) + ")";
  }

  /** {@code it allocated 128 B in 5 objects}. */
  String allocated() {
    if (isNone()) {
      return "it allocated nothing";
    }
    if (!bytes.isExact()) {
      return "it allocated at least "
          + Sizes.exact(bytes.atLeast())
          + ", in lines that made "
          + listed();
    }
    return "it allocated "
        + Sizes.exact(bytes.atLeast())
        + " in "
        + Text.count(count.atLeast(), "object");
  }

  private String listed() {
    long listedCount = rows.stream().mapToLong(SiteStatistics::count).sum();
    long listedBytes = rows.stream().mapToLong(SiteStatistics::bytes).sum();
    return listedCount + " (" + Sizes.rounded(listedBytes) + ")";
  }
}
