package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How busy the processors are. The two loads are of the time between two snapshots of this JVM, of
 * {@code loadMillis}, by whoever took them; empty until a second one is taken, 100 ms after the
 * first at least (the operating system counts in steps of 10 ms). A snapshot that follows sooner
 * repeats the loads of the one before. For the load between two snapshots of your own, see {@link
 * JvmSnapshot#since}.
 *
 * @param processors processors that the JVM may use; the JDK knows containers
 * @param processNanos CPU time of the process since it began, in nanoseconds
 * @param processLoad share of those processors that the process used, 0 to 1
 * @param machineLoad share of the machine's processors that were busy, 0 to 1; of the container's,
 *     where one limits them
 * @param loadMillis the time that the two loads are of, in milliseconds
 * @param loadAverage tasks that ran or waited for a processor, on average over the last minute
 */
public record CpuUsage(
    int processors,
    OptionalLong processNanos,
    OptionalDouble processLoad,
    OptionalDouble machineLoad,
    OptionalLong loadMillis,
    OptionalDouble loadAverage) {

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return "process "
          + FigureText.share(processLoad)
          + ", machine "
          + FigureText.share(machineLoad)
          + " of "
          + processors
          + (processors == 1 ? " processor" : " processors")
          + " (over "
          + FigureText.millis(loadMillis)
          + "), load average "
          + FigureText.number(loadAverage)
          + ", process time "
          + FigureText.nanos(processNanos);
    }
  }
}
