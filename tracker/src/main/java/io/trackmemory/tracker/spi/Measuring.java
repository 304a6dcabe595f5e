package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An action that has run, in a scope that stays open for the work that it handed over. Used by the
 * thread that ran it.
 */
public final class Measuring implements AutoCloseable {

  private final MemoryScope scope;

  private Measuring(MemoryScope scope) {
    this.scope = scope;
  }

  /**
   * Runs an action in a scope of its own; own work that encloses the call does not enclose it. What
   * it throws passes through unchanged. The action, with what it captured, counts as a holder of
   * leaks.
   *
   * @param awaiting how long verdicts wait for what it handed over; empty for what settings say,
   *     zero for what was done so far
   */
  public static Measuring of(
      ScopeOptions options, ThrowingRunnable action, Optional<Duration> awaiting) {
    return new Measuring(Tracking.DOOR.run(options, action, awaiting));
  }

  /**
   * Runs an action likewise, one of whose allocations in this thread may fail. What it throws is
   * told, and passes no further.
   *
   * @param failing number of that allocation, from 1 on; 0 for none
   * @param seen is told what the run came to
   */
  public static Measuring numbered(
      ScopeOptions options,
      ThrowingRunnable action,
      Optional<Duration> awaiting,
      long failing,
      Consumer<NumberedRun> seen) {
    return new Measuring(Tracking.DOOR.runNumbered(options, action, awaiting, failing, seen));
  }

  /** Has checks on leaks compare with what an earlier run of the same action made. */
  public void comesAfter(Measuring earlier) {
    Tracking.DOOR.comesAfter(scope, Tracking.DOOR.madeIn(earlier.scope));
  }

  /** Ends an earlier run, which nobody asks what it saw. */
  public void discard() {
    Tracking.DOOR.discard(scope);
  }

  /** What was seen so far, the last time of all once closed. */
  public MemorySnapshot seen() {
    return scope.snapshot();
  }

  /** Closes the scope, whatever goes on. */
  @Override
  public void close() {
    Tracking.DOOR.end(scope);
  }
}
