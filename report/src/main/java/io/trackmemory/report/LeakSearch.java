package io.trackmemory.report;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The search for leaks that a check asked for.
 *
 * @param check the check
 * @param outcome how the check ended
 * @param result what was found, or why it could not be told
 */
record LeakSearch(String check, Outcome outcome, LeakResult result) {

  /**
   * The searches that the verdicts of a test rest on, once for each snapshot; those of failed
   * checks only, where there are any. Nothing is searched that no check asked for: a search may
   * cost a collection and a heap dump.
   */
  static List<LeakSearch> of(TestReport report) {
    List<Verdict> asked = report.verdicts().stream().filter(LeakSearch::isAboutLeaks).toList();
    List<Verdict> failed = asked.stream().filter(v -> v.outcome() != Outcome.PASSED).toList();
    Set<MemorySnapshot> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<MemorySnapshot> seenOffHeap = Collections.newSetFromMap(new IdentityHashMap<>());
    List<LeakSearch> searches = new ArrayList<>();
    for (Verdict verdict : failed.isEmpty() ? asked : failed) {
      MemorySnapshot snapshot = verdict.snapshot().orElse(report.snapshot());
      if ((isOffHeap(verdict.check()) ? seenOffHeap : seen).add(snapshot)) {
        searches.add(
            new LeakSearch(verdict.check(), verdict.outcome(), search(snapshot, verdict.check())));
      }
    }
    return List.copyOf(searches);
  }

  /** Whether it is about memory off the heap. */
  boolean isOffHeap() {
    return isOffHeap(check);
  }

  private static boolean isOffHeap(String check) {
    return check.contains("DirectMemoryLeaks");
  }

  /** Whether a check is about leaks. */
  static boolean isAboutLeaks(Verdict verdict) {
    return verdict.check().contains("Leak") || verdict.check().contains("leaks()");
  }

  private static LeakResult search(MemorySnapshot snapshot, String check) {
    try {
      return isOffHeap(check) ? snapshot.directLeakResult() : snapshot.leakResult();
    } catch (RuntimeException e) {
      return LeakResult.uncertified("the search failed: " + e);
    }
  }
}
