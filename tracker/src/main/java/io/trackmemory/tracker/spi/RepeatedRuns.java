package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.MemorySnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs of an action that are measured as one. What is done between them is in no scope of theirs.
 * Used by one thread, in the order of the methods here.
 */
public interface RepeatedRuns {

  /**
   * What to look at.
   *
   * @param runs how many runs there will be
   * @param singles how many of the first runs are measured by themselves, too
   * @param growth whether what they leave behind is looked at
   * @param awaiting how long to wait after each run for work that it handed over; empty for what
   *     settings say
   */
  record Plan(int runs, int singles, boolean growth, Optional<Duration> awaiting) {}

  /** To be called right before the first run. */
  void begin();

  /**
   * Runs the action once; own work that encloses the call does not enclose it. What it throws
   * passes through unchanged.
   */
  void run();

  /** To be called when a run has ended and what it left was cleaned up. */
  void ended();

  /** Closes the scope; does nothing if it is closed already. */
  void close();

  /** All runs as one, once closed. */
  MemorySnapshot total();

  /** The runs that were measured by themselves. */
  List<MemorySnapshot> singles();
}
