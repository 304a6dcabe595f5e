package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.MemoryScope;
import java.util.List;
import java.util.Optional;

/**
 * Runs of the body of one test method from when it is armed until {@link #close}, whoever calls it:
 * JUnit, or an extension that skips JUnit's invocation, on another instance of the test class, of
 * another class loader, in another thread, or several times. Any thread may call it.
 */
public interface BodyRuns {

  /**
   * Is told of each run that is about to end, by the thread that runs it, which still works for it,
   * and in own work.
   */
  @FunctionalInterface
  interface Last {

    /** Where nobody wants to know. */
    Last NOTHING = (run, counting) -> {};

    /**
     * A run is about to end.
     *
     * @param run its scope
     * @param counting whether what the thread makes at the end of the run is counted
     */
    void of(MemoryScope run, boolean counting);
  }

  /** Whether any run has begun. */
  boolean haveBegun();

  /**
   * Scopes of the runs that have ended since this was called last, open for what they handed over
   * until {@link Tracking#end} is called.
   */
  List<MemoryScope> takeEnded();

  /** Why a run may not be among those that have ended, in words that follow "the body". */
  Optional<String> doubt();

  /** Ends it: later calls of the method are ordinary code. */
  void close();
}
