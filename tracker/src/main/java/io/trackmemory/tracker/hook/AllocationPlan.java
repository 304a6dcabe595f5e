package io.trackmemory.tracker.hook;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the allocations that one thread makes for an action, from 1 on, and lets one of them
 * fail. Only what counts in a verdict has a number: no first use, test code or own work.
 *
 * <p>Used by that thread only, wait-free but for the one that fails. That one ends in an {@link
 * OutOfMemoryError} at its line, as if there had been no memory for it: the object is neither
 * counted nor followed. What is changed for it is changed after the last call, so that a stack that
 * is too small for it leaves the number to the next allocation.
 */
public final class AllocationPlan {

  /** How many numbers a site has in {@link #sites()}: objects made, and the first, second, last. */
  public static final int STRIDE = 4;

  private final long failing;
  private final boolean notesSites;
  private final IntFunction<String> message;
  private long[] sites = {};
  private long made;
  private int failedSite = -1;
  private long failedBytes;
  private @Nullable OutOfMemoryError error;
  private @Nullable AllocationPlan around;

  /**
   * A plan that nothing was made by.
   *
   * @param failing number of the allocation that fails; 0 for none
   * @param notesSites whether it is to be known which site made which
   * @param message what the error says, by site
   */
  public AllocationPlan(long failing, boolean notesSites, IntFunction<String> message) {
    this.failing = failing;
    this.notesSites = notesSites;
    this.message = message;
  }

  /** Begins in a thread, instead of the plan that is in force there. */
  public void enter(ThreadRecorder recorder) {
    around = recorder.plan;
    recorder.follow(this);
  }

  /** Ends what {@link #enter} began. */
  public void leave(ThreadRecorder recorder) {
    recorder.follow(around);
  }

  /** Numbers an object that is about to be counted, or throws instead. */
  void make(ThreadRecorder recorder, int site, long bytes) {
    long number = made + 1;
    if (number == failing) {
      fail(recorder, site, bytes);
      return;
    }
    if (notesSites) {
      note(recorder, site, number);
    }
    made = number;
  }

  private void fail(ThreadRecorder recorder, int site, long bytes) {
    OutOfMemoryError refusal = null;
    recorder.beginOwn();
    try {
      StackTraceElement[] stack = Refusal.stack();
      if (Refusal.leavesLocksWhole(stack)) {
        refusal = Refusal.of(message.apply(site), stack);
      }
    } finally {
      recorder.endOwn();
    }
    failedSite = site;
    failedBytes = bytes;
    error = refusal;
    made++;
    if (refusal != null) {
      throw refusal;
    }
  }

  private void note(ThreadRecorder recorder, int site, long number) {
    int at = site * STRIDE;
    if (at >= sites.length) {
      recorder.beginOwn();
      try {
        sites = Arrays.copyOf(sites, Math.max(at + STRIDE, sites.length * 2));
      } finally {
        recorder.endOwn();
      }
    }
    long before = sites[at];
    if (before < 2) {
      sites[at + 1 + (int) before] = number;
    }
    sites[at + 3] = number;
    sites[at] = before + 1;
  }

  /** How many allocations have a number. */
  public long made() {
    return made;
  }

  /** For each site by its number {@link #STRIDE} numbers. */
  public long[] sites() {
    return sites;
  }

  /** Site of the allocation that was to fail; -1 if none came that far. */
  public int failedSite() {
    return failedSite;
  }

  /** Its size in bytes; 0 where its site tells it. */
  public long failedBytes() {
    return failedBytes;
  }

  /** What it failed with; null where it was let be, see {@link Refusal#leavesLocksWhole}. */
  public @Nullable OutOfMemoryError error() {
    return error;
  }
}
