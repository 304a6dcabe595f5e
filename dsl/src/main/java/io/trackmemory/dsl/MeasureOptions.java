package io.trackmemory.dsl;

import io.trackmemory.tracker.Preset;
import java.time.Duration;

/**
 * How an action is measured.
 *
 * @param followObjects whether leaks can be asked for later
 * @param allThreads whether what every thread does meanwhile counts
 * @param awaiting how long at most to wait for work that was handed over
 */
record MeasureOptions(boolean followObjects, Preset preset, boolean allThreads, Duration awaiting) {

  /** Of warm-up runs and what is around each run. */
  MeasureOptions ofOtherRuns() {
    return new MeasureOptions(false, preset, false, Duration.ZERO);
  }
}
