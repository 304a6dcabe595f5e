package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What happened in this JVM between two snapshots, by whatever thread. Rates and shares are empty
 * where the time between is too short for the clocks: below 1 ms, for the load below 100 ms.
 *
 * @param millis time between the two, in milliseconds
 * @param processLoad share of the processors that the process used, 0 to 1
 * @param allocatedBytes allocated on the heap, in bytes, approximately
 * @param allocatedBytesPerSecond allocation rate, in bytes a second
 * @param collections garbage collections that ended
 * @param pauseMillis how long collections stopped the program, in milliseconds
 * @param pauseShare share of the time that pauses took, 0 to 1
 * @param minorPageFaults pages that were given without reading a disk
 * @param majorPageFaults pages that had to be read from a disk
 */
public record JvmInterval(
    long millis,
    OptionalDouble processLoad,
    OptionalLong allocatedBytes,
    OptionalLong allocatedBytesPerSecond,
    OptionalLong collections,
    OptionalLong pauseMillis,
    OptionalDouble pauseShare,
    OptionalLong minorPageFaults,
    OptionalLong majorPageFaults) {

  private static final long LOAD_FROM_MILLIS = 100;
  private static final long SHARE_FROM_MILLIS = 10;

  /** How much of the time collections took; empty where the time is too short to tell. */
  public Optional<GcPressure> gcPressure() {
    return GcPressure.of(
        collections, millis < SHARE_FROM_MILLIS ? OptionalDouble.empty() : pauseShare);
  }

  static JvmInterval between(JvmSnapshot earlier, JvmSnapshot later) {
    long millis = later.uptimeMillis() - earlier.uptimeMillis();
    if (millis < 0) {
      throw new IllegalArgumentException(
          "earlier must be the snapshot taken first: "
              + earlier.uptimeMillis()
              + " ms, "
              + later.uptimeMillis()
              + " ms after the start");
    }
    OptionalLong allocated = grown(earlier.gc().allocatedBytes(), later.gc().allocatedBytes());
    OptionalLong pauses = grown(earlier.gc().pauseMillis(), later.gc().pauseMillis());
    return new JvmInterval(
        millis,
        load(grown(earlier.cpu().processNanos(), later.cpu().processNanos()), millis, later.cpu()),
        allocated,
        perSecond(allocated, millis),
        grown(earlier.gc().collections(), later.gc().collections()),
        pauses,
        share(pauses, millis),
        grown(earlier.process().minorPageFaults(), later.process().minorPageFaults()),
        grown(earlier.process().majorPageFaults(), later.process().majorPageFaults()));
  }

  static OptionalLong perSecond(OptionalLong amount, long millis) {
    return amount.isEmpty() || millis <= 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(amount.getAsLong() * 1_000.0 / millis));
  }

  /* A counter that went back is one that cannot be trusted. */
  private static OptionalLong grown(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent() && to.getAsLong() >= from.getAsLong()
        ? OptionalLong.of(to.getAsLong() - from.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalDouble load(OptionalLong cpuNanos, long millis, CpuUsage cpu) {
    return cpuNanos.isEmpty() || millis < LOAD_FROM_MILLIS
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.min(cpuNanos.getAsLong() / (1e6 * millis * cpu.processors()), 1.0));
  }

  private static OptionalDouble share(OptionalLong part, long millis) {
    return part.isEmpty() || millis <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min((double) part.getAsLong() / millis, 1.0));
  }

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return FigureText.millis(OptionalLong.of(millis))
          + ": process load "
          + FigureText.share(processLoad)
          + ", allocated "
          + FigureText.size(allocatedBytes)
          + " ("
          + FigureText.size(allocatedBytesPerSecond)
          + " a second), "
          + FigureText.count(collections)
          + " collections, pauses "
          + FigureText.millis(pauseMillis)
          + " ("
          + FigureText.share(pauseShare)
          + "), GC pressure "
          + FigureText.known(gcPressure())
          + ", page faults "
          + FigureText.count(minorPageFaults)
          + " minor, "
          + FigureText.count(majorPageFaults)
          + " major";
    }
  }
}
