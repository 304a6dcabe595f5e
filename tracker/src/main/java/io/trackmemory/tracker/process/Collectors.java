package io.trackmemory.tracker.process;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.trackmemory.tracker.GcActivity;
import io.trackmemory.tracker.MemoryArea;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** What the garbage collectors tell of themselves. */
final class Collectors {

  private Collectors() {}

  static GcActivity read() {
    List<GarbageCollectorMXBean> all =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    List<GarbageCollectorMXBean> collecting =
        all.stream().filter(bean -> CollectorRole.of(bean.getName()).collects).toList();
    List<GarbageCollectorMXBean> pausing =
        all.stream().filter(bean -> CollectorRole.of(bean.getName()).pauses).toList();
    return new GcActivity(
        all.stream().map(GarbageCollectorMXBean::getName).toList(),
        sum(collecting, GarbageCollectorMXBean::getCollectionCount),
        sum(pausing, GarbageCollectorMXBean::getCollectionTime),
        heapAfterLast(collecting),
        AllocatedBytes.inAll());
  }

  /* Without one of them, the sum is not known. */
  private static OptionalLong sum(
      List<GarbageCollectorMXBean> beans, ToLongFunction<GarbageCollectorMXBean> figure) {
    return beans.isEmpty() || beans.stream().anyMatch(bean -> figure.applyAsLong(bean) < 0)
        ? OptionalLong.empty()
        : OptionalLong.of(beans.stream().mapToLong(figure).sum());
  }

  private static Optional<MemoryArea> heapAfterLast(List<GarbageCollectorMXBean> beans) {
    return beans.stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(GcInfo::getEndTime))
        .flatMap(Collectors::heapAfter);
  }

  private static Optional<MemoryArea> heapAfter(GcInfo last) {
    List<MemoryUsage> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .map(last.getMemoryUsageAfterGc()::get)
            .filter(Objects::nonNull)
            .toList();
    long committed = heap.stream().mapToLong(MemoryUsage::getCommitted).sum();
    return committed == 0
        ? Optional.empty()
        : Optional.of(
            new MemoryArea(
                heap.stream().mapToLong(MemoryUsage::getUsed).sum(),
                committed,
                Given.number(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax())));
  }
}
