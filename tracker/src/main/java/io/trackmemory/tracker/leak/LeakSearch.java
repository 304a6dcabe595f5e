package io.trackmemory.tracker.leak;

/** Placeholder. */
public final class LeakSearch {
  private LeakSearch() {}

  /** Placeholder. */
  public static LeakFindings search(LeakQuery q) {
    return LeakFindings.uncertified("not merged " + q.survivors().size());
  }
}
