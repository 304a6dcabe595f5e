package io.trackmemory.tracker.jvm;

import com.sun.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Collections of this JVM that ended, and how long they stopped the program, in milliseconds; which
 * beans tell it is in {@link CollectorRole}. Reading takes a fraction of a microsecond, the first
 * time some milliseconds.
 */
public record CollectionCounts(OptionalLong collections, OptionalLong pauseMillis) {

  /** No collections. */
  public static final CollectionCounts NONE =
      new CollectionCounts(OptionalLong.of(0), OptionalLong.of(0));

  private static final List<GarbageCollectorMXBean> ALL =
      List.copyOf(ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class));
  private static final List<GarbageCollectorMXBean> COLLECTING =
      ALL.stream().filter(bean -> CollectorRole.of(bean.getName()).collects).toList();
  private static final List<GarbageCollectorMXBean> PAUSING =
      ALL.stream().filter(bean -> CollectorRole.of(bean.getName()).pauses).toList();

  /** Reads them, since the JVM began. */
  public static CollectionCounts read() {
    return new CollectionCounts(
        sum(COLLECTING, GarbageCollectorMXBean::getCollectionCount),
        sum(PAUSING, GarbageCollectorMXBean::getCollectionTime));
  }

  /** Names of the collectors. */
  static List<String> collectors() {
    return ALL.stream().map(GarbageCollectorMXBean::getName).toList();
  }

  /** Beans of all collectors. */
  static List<GarbageCollectorMXBean> all() {
    return ALL;
  }

  static List<GarbageCollectorMXBean> collecting() {
    return COLLECTING;
  }

  /* Without one of them, the sum is not known. */
  private static OptionalLong sum(
      List<GarbageCollectorMXBean> beans, ToLongFunction<GarbageCollectorMXBean> figure) {
    long sum = 0;
    for (GarbageCollectorMXBean bean : beans) {
      long value = figure.applyAsLong(bean);
      if (value < 0) {
        return OptionalLong.empty();
      }
      sum += value;
    }
    return beans.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  /** What is more than in {@code before}, never less than none. */
  public CollectionCounts minus(CollectionCounts before) {
    return new CollectionCounts(
        sum(collections, before.collections, -1), sum(pauseMillis, before.pauseMillis, -1));
  }

  /** Both together. */
  public CollectionCounts plus(CollectionCounts other) {
    return new CollectionCounts(
        sum(collections, other.collections, 1), sum(pauseMillis, other.pauseMillis, 1));
  }

  private static OptionalLong sum(OptionalLong a, OptionalLong b, int sign) {
    return a.isEmpty() || b.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, a.getAsLong() + sign * b.getAsLong()));
  }
}
