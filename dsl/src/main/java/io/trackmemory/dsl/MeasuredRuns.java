package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.Optional;

/** Several runs of an action that are measured as one. Used by one thread. */
interface MeasuredRuns {

  /** Notes that the first run is about to begin. */
  void begin();

  /** Runs the action once. */
  void run();

  /** Notes that a run, and the clean-up after it, has ended. */
  void ended();

  /** Notes that there are no more runs. */
  void close();

  /** All runs as one. */
  MemorySnapshot total();

  /** The first runs, each by itself. */
  List<MemorySnapshot> singles();

  /** What the runs left behind, where that was looked at. */
  Optional<GrowthResult> growth();
}
