package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How fast a scope allocated, and what collections cost it: estimates by clocks, which differ from
 * run to run, and so for reading only. No check asks for them.
 *
 * <p>Time is that in which at least one thread was at work in the scope itself: pauses, what comes
 * between the runs of an action, and work that was handed over and outlived it are not in it.
 * Collections are those of the whole JVM in that time, whoever caused them, without those that
 * TrackMemory asked for.
 *
 * @param activeNanos that time, in nanoseconds
 * @param allocatedBytesPerSecond counted bytes, of all threads of the scope, a second; empty below
 *     1 ms
 * @param collections garbage collections that ended
 * @param pauseMillis how long they stopped the program, in milliseconds
 * @param pauseShare share of the time that pauses took, 0 to 1; empty below 10 ms, as pauses are
 *     told in whole milliseconds
 */
public record MemoryRates(
    OptionalLong activeNanos,
    OptionalLong allocatedBytesPerSecond,
    OptionalLong collections,
    OptionalLong pauseMillis,
    OptionalDouble pauseShare) {

  /** Where nothing was measured. */
  public static final MemoryRates NOT_AVAILABLE =
      new MemoryRates(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty());

  private static final long RATE_FROM_NANOS = 1_000_000;
  private static final long SHARE_FROM_NANOS = 10_000_000;

  /** Works out the rates from what was measured. */
  public static MemoryRates of(
      long activeNanos, long bytes, OptionalLong collections, OptionalLong pauseMillis) {
    return new MemoryRates(
        OptionalLong.of(activeNanos),
        activeNanos < RATE_FROM_NANOS
            ? OptionalLong.empty()
            : OptionalLong.of(Math.round(bytes * 1e9 / activeNanos)),
        collections,
        pauseMillis,
        activeNanos < SHARE_FROM_NANOS || pauseMillis.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.min(pauseMillis.getAsLong() * 1e6 / activeNanos, 1)));
  }

  /** How much of the time collections took; empty where the time is too short to tell. */
  public Optional<GcPressure> gcPressure() {
    return GcPressure.of(collections, pauseShare);
  }

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return FigureText.size(allocatedBytesPerSecond)
          + " a second, "
          + FigureText.count(collections)
          + " collections, pauses "
          + FigureText.millis(pauseMillis)
          + " ("
          + FigureText.share(pauseShare)
          + "), GC pressure "
          + FigureText.known(gcPressure());
    }
  }
}
