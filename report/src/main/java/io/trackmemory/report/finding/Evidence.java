package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What rules and views look at: what the page's check saw. Nothing is searched for a rule: a rule
 * must not ask {@link MemorySnapshot#leakResult()}, which may cost a collection and a heap dump,
 * but take {@code leaks}.
 *
 * @param snapshot the measurement that the page is about
 * @param made its objects by type and call stack
 * @param leaks searches for leaks that checks asked for
 * @param maxHeapBytes most that the heap may take
 * @param regionBytes size of a region of the heap; empty where the collector is not G1
 * @param confidential whether the report is to have no values, such as arguments
 */
public record Evidence(
    MemorySnapshot snapshot,
    List<Made> made,
    List<LeakResult> leaks,
    long maxHeapBytes,
    OptionalLong regionBytes,
    boolean confidential) {

  private static final double HIGH_FROM = 0.3;
  private static final double MEDIUM_FROM = 0.1;
  private static final double LOW_FROM = 0.01;
  private static final long FEW_OBJECTS = 100;
  private static final long FEW_BYTES = 4096;

  /**
   * Objects of one type that came through one call stack.
   *
   * @param type the type, as the Java language writes it
   * @param lines the stack as far as it is known, innermost first, up to the user's outermost line
   * @param count how many; all rows of a line and type add up to its exact count
   * @param bytes their bytes, likewise
   * @param exact whether both are exact, and not shared out among stacks by samples
   * @param taken how many of them a call stack was taken of
   * @param smallestBytes size of the smallest of these, empty where there are none
   * @param largestBytes size of the largest
   * @param liveBytes bytes that were not seen to be collected; empty where no object was followed
   */
  public record Made(
      String type,
      List<AllocationSite> lines,
      long count,
      long bytes,
      boolean exact,
      long taken,
      OptionalLong smallestBytes,
      OptionalLong largestBytes,
      OptionalLong liveBytes) {

    /** Copies the lines. */
    public Made {
      lines = List.copyOf(lines);
    }

    /** The line that allocates. */
    public AllocationSite allocates() {
      return lines.get(0);
    }

    /** The nearest line of the user's own that led there; empty where none is known. */
    public Optional<AllocationSite> line() {
      return lines.stream().filter(line -> line.origin() == Origin.USER).findFirst();
    }
  }

  /** Copies the lists. */
  public Evidence {
    made = List.copyOf(made);
    leaks = List.copyOf(leaks);
  }

  /** Number of runs that all figures are a sum of, 1 or more. */
  public int runs() {
    return snapshot.runs();
  }

  /**
   * A finding as severe as what it saves is, see {@link #severityOf}; empty where that is not worth
   * one.
   */
  public Optional<Finding> finding(
      String rule,
      Saving saves,
      String title,
      String evidence,
      Optional<AllocationSite> line,
      String advice) {
    return severityOf(saves)
        .map(
            severity ->
                new Finding(rule, severity, title, evidence, line, advice, Optional.of(saves)));
  }

  /**
   * How severe it is to waste that, by its share of all objects or of all bytes, whichever is more:
   * high from 30 %, medium from 10 %, low from 1 %; low where it is less than 100 objects and 4 KiB
   * a run. Empty below that, as it is not worth a finding.
   */
  public Optional<Severity> severityOf(Saving saving) {
    double share =
        Math.max(
            share(saving.objects(), snapshot.allocationCount()),
            share(saving.bytes(), snapshot.allocatedBytes()));
    if (share < LOW_FROM) {
      return Optional.empty();
    }
    boolean few =
        saving.objects() < FEW_OBJECTS * runs() && saving.bytes() < FEW_BYTES * (long) runs();
    return Optional.of(
        few || share < MEDIUM_FROM
            ? Severity.LOW
            : share < HIGH_FROM ? Severity.MEDIUM : Severity.HIGH);
  }

  private static double share(long part, long whole) {
    return whole <= 0 ? 0 : (double) part / whole;
  }
}
