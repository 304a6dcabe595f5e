package io.trackmemory.tracker.jvm;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.trackmemory.tracker.BufferMemory;
import io.trackmemory.tracker.GcActivity;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryArea;
import io.trackmemory.tracker.ThreadCounts;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of this JVM, from its management beans and {@code /proc}. Any thread may call it;
 * one at a time reads the load.
 */
public final class JvmReader {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final RuntimeMXBean RUNTIME = ManagementFactory.getRuntimeMXBean();
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final CpuMeter CPU = CpuMeter.of(SYSTEM, RUNTIME);

  /* Bytes that all threads allocated, those that ended included. It is there from JDK 21 on, and in
   * later updates of 17. */
  private static final @Nullable Method ALLOCATED_BYTES = allocatedBytesMethod();

  private JvmReader() {}

  /** Reads every figure once. */
  public static JvmSnapshot read() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return new JvmSnapshot(
        RUNTIME.getUptime(),
        area(memory.getHeapMemoryUsage()),
        area(memory.getNonHeapMemoryUsage()),
        metaspace(),
        buffers("direct"),
        buffers("mapped"),
        ProcText.process(),
        ProcText.machine(SYSTEM),
        CPU.read(SYSTEM.getAvailableProcessors(), SYSTEM.getSystemLoadAverage()),
        threads(),
        collections());
  }

  /** Reads what of this process is in physical memory, in bytes; empty where that is not told. */
  public static OptionalLong residentBytes() {
    return ProcText.residentBytes();
  }

  private static MemoryArea area(MemoryUsage usage) {
    return new MemoryArea(usage.getUsed(), usage.getCommitted(), Given.number(usage.getMax()));
  }

  /* The pool of that name, which in HotSpot contains the space for compressed class pointers. */
  private static Optional<MemoryArea> metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .findFirst()
        .map(MemoryPoolMXBean::getUsage)
        .map(JvmReader::area);
  }

  private static Optional<BufferMemory> buffers(String poolName) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(poolName))
        .findFirst()
        .map(pool -> new BufferMemory(pool.getCount(), Given.number(pool.getMemoryUsed())));
  }

  private static ThreadCounts threads() {
    return new ThreadCounts(
        THREADS.getThreadCount(),
        THREADS.getDaemonThreadCount(),
        THREADS.getPeakThreadCount(),
        THREADS.getTotalStartedThreadCount());
  }

  private static GcActivity collections() {
    CollectionCounts counts = CollectionCounts.read();
    return new GcActivity(
        CollectionCounts.collectors(),
        counts.collections(),
        counts.pauseMillis(),
        heapAfterLast(),
        allocatedBytes());
  }

  private static Optional<MemoryArea> heapAfterLast() {
    return CollectionCounts.collecting().stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(GcInfo::getEndTime))
        .flatMap(JvmReader::heapAfter);
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

  private static @Nullable Method allocatedBytesMethod() {
    try {
      return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static OptionalLong allocatedBytes() {
    if (ALLOCATED_BYTES == null) {
      return OptionalLong.empty();
    }
    try {
      return Given.number((long) ALLOCATED_BYTES.invoke(THREADS));
    } catch (ReflectiveOperationException e) {
      return OptionalLong.empty(); // not supported by this JVM, or switched off
    }
  }
}
