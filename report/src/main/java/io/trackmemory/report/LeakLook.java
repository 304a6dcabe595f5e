package io.trackmemory.report;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
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
 * @param isOffHeap whether it is about memory off the heap
 * @param outcome how the check ended
 * @param result what was found, or why it could not be told
 */
record LeakLook(String check, boolean isOffHeap, Outcome outcome, LeakResult result) {

  /**
   * The searches that the verdicts of a test rest on, once for each snapshot; those of failed
   * checks only, where there are any. Nothing is searched that no check asked for: a search may
   * cost a collection and a heap dump.
   */
  static List<LeakLook> of(TestReport report) {
    List<Verdict> asked = report.verdicts().stream().filter(LeakLook::isAboutLeaks).toList();
    List<Verdict> failed = asked.stream().filter(v -> v.outcome() != Outcome.PASSED).toList();
    Set<MemorySnapshot> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<MemorySnapshot> seenOffHeap = Collections.newSetFromMap(new IdentityHashMap<>());
    List<LeakLook> searches = new ArrayList<>();
    for (Verdict verdict : failed.isEmpty() ? asked : failed) {
      MemorySnapshot snapshot = verdict.snapshot().orElse(report.snapshot());
      boolean offHeap = verdict.about() == About.OFF_HEAP_LEAKS;
      if ((offHeap ? seenOffHeap : seen).add(snapshot)) {
        searches.add(of(verdict, report));
      }
    }
    return List.copyOf(searches);
  }

  /** The one that a check about leaks rests on. */
  static LeakLook of(Verdict verdict, TestReport report) {
    MemorySnapshot snapshot = verdict.snapshot().orElse(report.snapshot());
    boolean offHeap = verdict.about() == About.OFF_HEAP_LEAKS;
    return new LeakLook(verdict.check(), offHeap, verdict.outcome(), search(snapshot, offHeap));
  }

  private static boolean isAboutLeaks(Verdict verdict) {
    return verdict.about() == About.LEAKS || verdict.about() == About.OFF_HEAP_LEAKS;
  }

  private static LeakResult search(MemorySnapshot snapshot, boolean offHeap) {
    try {
      return offHeap ? snapshot.directLeakResult() : snapshot.leakResult();
    } catch (RuntimeException e) {
      return LeakResult.uncertified("the search failed: " + e);
    }
  }
}
