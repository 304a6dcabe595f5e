package io.trackmemory.tracker.jvm;

import com.sun.management.OperatingSystemMXBean;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.ThreadCounts;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.OptionalLong;

/** Takes snapshots of this JVM. Any thread may call it; one at a time reads the load. */
public final class JvmReader {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final RuntimeMXBean RUNTIME = ManagementFactory.getRuntimeMXBean();
  private static final CpuMeter CPU = CpuMeter.of(SYSTEM, RUNTIME);

  private JvmReader() {}

  /** Reads every figure once. */
  public static JvmSnapshot read() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return new JvmSnapshot(
        RUNTIME.getUptime(),
        Areas.of(memory.getHeapMemoryUsage()),
        Areas.of(memory.getNonHeapMemoryUsage()),
        Areas.metaspace(),
        Buffers.of("direct"),
        Buffers.of("mapped"),
        ProcessReader.read(),
        MachineReader.read(SYSTEM),
        CPU.read(SYSTEM.getAvailableProcessors(), SYSTEM.getSystemLoadAverage()),
        threads(),
        Collectors.read());
  }

  /** Reads what of this process is in physical memory, in bytes; empty where that is not told. */
  public static OptionalLong residentBytes() {
    return ProcessReader.residentBytes();
  }

  private static ThreadCounts threads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new ThreadCounts(
        threads.getThreadCount(),
        threads.getDaemonThreadCount(),
        threads.getPeakThreadCount(),
        threads.getTotalStartedThreadCount());
  }
}
