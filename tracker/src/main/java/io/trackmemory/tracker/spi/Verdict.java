package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one check, for the report of the test that made it. What was thrown, page, JSON
 * and index say of it what is here and nothing else.
 *
 * @param about what was looked for
 * @param check what was checked, as its user wrote it: {@code hasAllocationCountAtMost(2)}, or
 *     {@code @LimitPeak("64 KiB")}
 * @param outcome how it ended
 * @param message the failure message, empty for a check that passed
 * @param snapshot the measurement that the check looked at
 * @param blamed the lines that its message names, in that order; all of them, those too that the
 *     message leaves out; empty unless it failed
 * @param measure what it allows and what it saw, also where it passed; empty where that is no
 *     figure, or not known
 * @param accept the check, annotation or setting that would accept what was seen, as code; empty
 *     unless it failed
 * @param askedAt the line that asked; empty where it passed, or nobody wrote a line
 * @param changes what is not as a baseline has it, the most bytes first; empty where it compares
 *     with none
 * @param sizes what was seen size by size; empty unless it is about that
 * @param work the work that was done meanwhile, in all runs; empty where nobody said
 */
public record Verdict(
    About about,
    String check,
    Outcome outcome,
    String message,
    Optional<MemorySnapshot> snapshot,
    List<SiteStatistics> blamed,
    Optional<Measure> measure,
    String accept,
    Optional<AllocationSite> askedAt,
    List<ChangedLine> changes,
    Optional<SizeSeries> sizes,
    Optional<Work> work) {

  /**
   * Work that is measured.
   *
   * @param units how many units of it
   * @param name what one is called
   */
  public record Work(long units, String name) {}

  /** Of a check that nobody told how much work it is about. */
  public Verdict(
      About about,
      String check,
      Outcome outcome,
      String message,
      Optional<MemorySnapshot> snapshot,
      List<SiteStatistics> blamed,
      Optional<Measure> measure,
      String accept,
      Optional<AllocationSite> askedAt,
      List<ChangedLine> changes,
      Optional<SizeSeries> sizes) {
    this(
        about,
        check,
        outcome,
        message,
        snapshot,
        blamed,
        measure,
        accept,
        askedAt,
        changes,
        sizes,
        Optional.empty());
  }

  /** Of a check that compares with no baseline and looks at one measurement. */
  public Verdict(
      About about,
      String check,
      Outcome outcome,
      String message,
      Optional<MemorySnapshot> snapshot,
      List<SiteStatistics> blamed,
      Optional<Measure> measure,
      String accept,
      Optional<AllocationSite> askedAt) {
    this(
        about,
        check,
        outcome,
        message,
        snapshot,
        blamed,
        measure,
        accept,
        askedAt,
        List.of(),
        Optional.empty());
  }

  /** Of a check that compares no figures. */
  public Verdict(
      About about,
      String check,
      Outcome outcome,
      String message,
      Optional<MemorySnapshot> snapshot,
      List<SiteStatistics> blamed) {
    this(about, check, outcome, message, snapshot, blamed, Optional.empty(), "", Optional.empty());
  }

  /** Copies the lines. */
  public Verdict {
    blamed = List.copyOf(blamed);
    changes = List.copyOf(changes);
  }

  /** The same in other words. */
  public Verdict worded(String newCheck, String newMessage, String newAccept) {
    return with(newCheck, newMessage, newAccept, askedAt, sizes, work);
  }

  /** The same without a line that asked, as nobody wrote it. */
  public Verdict askedByNoLine() {
    return with(check, message, accept, Optional.empty(), sizes, work);
  }

  /** The same with what was seen size by size. */
  public Verdict over(SizeSeries series) {
    return with(check, message, accept, askedAt, Optional.of(series), work);
  }

  /** The same of that much work. */
  public Verdict of(Work done) {
    return with(check, message, accept, askedAt, sizes, Optional.of(done));
  }

  private Verdict with(
      String words,
      String text,
      String code,
      Optional<AllocationSite> line,
      Optional<SizeSeries> series,
      Optional<Work> done) {
    return new Verdict(
        about, words, outcome, text, snapshot, blamed, measure, code, line, changes, series, done);
  }

  /** What a check looks for. */
  public enum About {
    /** What was allocated, or what was alive at once. */
    FIGURES,
    /** What is still reachable. */
    LEAKS,
    /** What was not given back off the heap. */
    OFF_HEAP_LEAKS,
    /** What repeated runs leave behind. */
    GROWTH
  }

  /** How a check ended. */
  public enum Outcome {
    /** The limit was kept. */
    PASSED,
    /** The limit was broken. */
    FAILED,
    /** No verdict could be given. */
    UNCERTIFIED
  }
}
