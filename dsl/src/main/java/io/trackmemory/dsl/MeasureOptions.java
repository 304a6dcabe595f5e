package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Preset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an action is measured.
 *
 * @param followObjects whether leaks can be asked for later
 * @param followWithin whether that will be asked of measurements inside this one only
 * @param allThreads whether what every thread does meanwhile counts
 * @param awaiting how long at most to wait for work that was handed over; empty for what settings
 *     say
 * @param peakLimits limits on live bytes, to be decided meanwhile
 * @param oneOfSeveralRuns whether leaks of the last run are told by those of the run before
 * @param budget what live bytes may not pass meanwhile
 */
record MeasureOptions(
    boolean followObjects,
    boolean followWithin,
    Preset preset,
    boolean allThreads,
    Optional<Duration> awaiting,
    List<ByteSize> peakLimits,
    boolean oneOfSeveralRuns,
    Optional<ByteSize> budget) {

  /** Of the run before, of which is asked only what its own work left behind. */
  MeasureOptions ofRunBefore() {
    return new MeasureOptions(
        followObjects,
        followWithin,
        preset,
        false,
        Optional.empty(),
        List.of(),
        true,
        Optional.empty());
  }

  /** Of warm-up runs and what is around each run. */
  MeasureOptions ofOtherRuns() {
    return new MeasureOptions(
        false, needsFollowing(), preset, false, awaiting, List.of(), false, Optional.empty());
  }

  /** Whether objects are followed, whoever asked for it. */
  boolean needsFollowing() {
    return followObjects || !peakLimits.isEmpty() || budget.isPresent();
  }
}
