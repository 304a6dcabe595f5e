package io.trackmemory.tracker.jvm;

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

/** What the garbage collectors tell of themselves. */
final class Collectors {

  private Collectors() {}

  static GcActivity read() {
    CollectionCounts counts = CollectionCounts.read();
    return new GcActivity(
        CollectionCounts.collectors(),
        counts.collections(),
        counts.pauseMillis(),
        heapAfterLast(CollectionCounts.collecting()),
        AllocatedBytes.inAll());
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
