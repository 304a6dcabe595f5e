package io.trackmemory.tracker.jvm;

import com.sun.management.OperatingSystemMXBean;
import io.trackmemory.tracker.CpuUsage;
import java.lang.management.RuntimeMXBean;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Works out loads between readings. The JDK's own figure for the machine is of the time since
 * anybody in this JVM last asked, and 0 or 1 at random where that is too short to count in; it is
 * therefore asked 100 ms after the last time at the earliest. A short lock guards the last reading.
 */
final class CpuMeter {

  private static final long SHORTEST_MILLIS = 100;

  private record Loads(OptionalDouble process, OptionalDouble machine, OptionalLong millis) {

    static final Loads UNKNOWN =
        new Loads(OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty());
  }

  private final LongSupplier uptimeMillis;
  private final LongSupplier processNanos;
  private final DoubleSupplier machineLoad;
  private boolean read;
  private long lastMillis;
  private long lastNanos;
  private Loads loads = Loads.UNKNOWN;

  CpuMeter(LongSupplier uptimeMillis, LongSupplier processNanos, DoubleSupplier machineLoad) {
    this.uptimeMillis = uptimeMillis;
    this.processNanos = processNanos;
    this.machineLoad = machineLoad;
  }

  static CpuMeter of(OperatingSystemMXBean system, RuntimeMXBean runtime) {
    return new CpuMeter(runtime::getUptime, system::getProcessCpuTime, system::getCpuLoad);
  }

  synchronized CpuUsage read(int processors, double loadAverage) {
    long nanos = processNanos.getAsLong();
    long now = uptimeMillis.getAsLong();
    if (!read || now - lastMillis >= SHORTEST_MILLIS) {
      OptionalDouble machine = Given.number(machineLoad.getAsDouble());
      if (read) {
        long millis = now - lastMillis;
        loads = new Loads(load(nanos, millis, processors), machine, OptionalLong.of(millis));
      }
      read = true;
      lastMillis = now;
      lastNanos = nanos;
    }
    return new CpuUsage(
        processors,
        Given.number(nanos),
        loads.process(),
        loads.machine(),
        loads.millis(),
        Given.number(loadAverage));
  }

  private OptionalDouble load(long nanos, long millis, int processors) {
    return lastNanos < 0 || nanos < lastNanos
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min((nanos - lastNanos) / (1e6 * millis * processors), 1.0));
  }
}
