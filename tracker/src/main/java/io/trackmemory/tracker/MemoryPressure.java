package io.trackmemory.tracker;

import java.util.OptionalLong;

/**
 * How near the JVM is to the end of its memory: the highest of these shares, as far as they are
 * known.
 *
 * <table>
 * <caption>Shares</caption>
 * <tr><th>of</th><th>share</th></tr>
 * <tr><td>heap</td><td>used after the last collection (before the first: used now), of the maximum;
 * where the JVM sets none, of the machine's memory, else of what is committed</td></tr>
 * <tr><td>metaspace</td><td>used, of the maximum, where {@code -XX:MaxMetaspaceSize} sets
 * one</td></tr>
 * <tr><td>machine</td><td>memory that is not available, of the total; on Linux, where no container
 * limits it</td></tr>
 * </table>
 *
 * <p>Direct buffers, time spent in collections, and a container's limit are in none of them.
 */
public enum MemoryPressure {
  /** All shares are below 70 %. */
  LOW,
  /** The highest share is 70 % or more. */
  MEDIUM,
  /** The highest share is 90 % or more. */
  HIGH;

  private static final double MEDIUM_FROM = 0.7;
  private static final double HIGH_FROM = 0.9;

  static MemoryPressure of(JvmSnapshot jvm) {
    double highest = Math.max(heapShare(jvm), Math.max(metaspaceShare(jvm), machineShare(jvm)));
    if (highest >= HIGH_FROM) {
      return HIGH;
    }
    return highest >= MEDIUM_FROM ? MEDIUM : LOW;
  }

  private static double heapShare(JvmSnapshot jvm) {
    MemoryArea heap = jvm.heap();
    OptionalLong limit = heap.maxBytes().isPresent() ? heap.maxBytes() : jvm.machine().totalBytes();
    long used = jvm.gc().heapAfterLast().orElse(heap).usedBytes();
    return share(used, limit.orElse(heap.committedBytes()));
  }

  private static double metaspaceShare(JvmSnapshot jvm) {
    return jvm.metaspace()
        .filter(metaspace -> metaspace.maxBytes().isPresent())
        .map(metaspace -> share(metaspace.usedBytes(), metaspace.maxBytes().getAsLong()))
        .orElse(0.0);
  }

  private static double machineShare(JvmSnapshot jvm) {
    MachineMemory machine = jvm.machine();
    if (machine.totalBytes().isEmpty() || machine.availableBytes().isEmpty()) {
      return 0;
    }
    long total = machine.totalBytes().getAsLong();
    return share(total - machine.availableBytes().getAsLong(), total);
  }

  /* Nothing left to take is full. */
  private static double share(long used, long limit) {
    return limit == 0 ? 1 : (double) used / limit;
  }
}
