package io.trackmemory.tracker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Reads the same figures another way, before and after a snapshot, for those that only grow. */
final class Witness {

  static final boolean HAS_PROC = Files.exists(Path.of("/proc/self/status"));

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private record Growing(String name, LongSupplier witness, ToLongFunction<JvmSnapshot> figure) {}

  private Witness() {}

  /**
   * The figures of a new snapshot that are not between what other ways gave; {@code []} if none.
   */
  static String outOfBounds() {
    List<Growing> figures = growing();
    List<Long> before = read(figures);
    JvmSnapshot seen = MemoryTracker.jvm();
    List<Long> after = read(figures);
    List<String> outside = new ArrayList<>(notEqual(seen));
    for (int i = 0; i < figures.size(); i++) {
      long figure = figures.get(i).figure.applyAsLong(seen);
      if (figure < before.get(i) || figure > after.get(i)) {
        outside.add(
            figures.get(i).name + " " + figure + " not in " + before.get(i) + ".." + after.get(i));
      }
    }
    return outside.toString();
  }

  private static List<Long> read(List<Growing> figures) {
    return figures.stream().map(figure -> figure.witness.getAsLong()).toList();
  }

  private static List<Growing> growing() {
    List<Growing> figures = new ArrayList<>();
    figures.add(
        new Growing(
            "uptime",
            () -> ManagementFactory.getRuntimeMXBean().getUptime(),
            JvmSnapshot::uptimeMillis));
    figures.add(
        new Growing(
            "cpu time", SYSTEM::getProcessCpuTime, seen -> seen.cpu().processNanos().orElse(-1)));
    figures.add(
        new Growing(
            "threads started",
            () -> ManagementFactory.getThreadMXBean().getTotalStartedThreadCount(),
            seen -> seen.threads().started()));
    figures.add(
        new Growing("pauses", Witness::pauseMillis, seen -> seen.gc().pauseMillis().orElse(-1)));
    if (HAS_PROC) {
      figures.add(
          new Growing(
              "minor faults", () -> stat(9), seen -> seen.process().minorPageFaults().orElse(-1)));
      figures.add(
          new Growing(
              "major faults", () -> stat(11), seen -> seen.process().majorPageFaults().orElse(-1)));
    }
    return figures;
  }

  private static long pauseMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(bean -> !bean.getName().endsWith("Cycles"))
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /* Fields of stat as awk numbers them, less one; the command of these JVMs is "java". */
  private static long stat(int index) {
    try {
      String[] fields = Files.readString(Path.of("/proc/self/stat")).split(" ", -1);
      return Long.parseLong(fields[index]);
    } catch (IOException e) {
      throw new IllegalStateException("no /proc/self/stat", e);
    }
  }

  /* Figures that stand still, or are bounded by others. */
  private static List<String> notEqual(JvmSnapshot seen) {
    List<String> wrong = new ArrayList<>();
    check(
        wrong,
        "heap maximum",
        seen.heap().maxBytes().orElse(-1)
            == ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax());
    check(
        wrong,
        "heap bounds",
        seen.heap().usedBytes() > 0
            && seen.heap().usedBytes() <= seen.heap().committedBytes()
            && seen.heap().committedBytes() <= seen.heap().maxBytes().orElse(-1));
    check(
        wrong,
        "metaspace",
        seen.metaspace().orElseThrow().usedBytes() <= seen.nonHeap().usedBytes()
            && seen.metaspace().orElseThrow().maxBytes().equals(metaspaceMaximum()));
    check(
        wrong,
        "machine total",
        seen.machine().totalBytes().equals(OptionalLong.of(SYSTEM.getTotalMemorySize())));
    check(
        wrong,
        "machine free",
        seen.machine().freeBytes().orElse(Long.MAX_VALUE) < SYSTEM.getTotalMemorySize());
    check(
        wrong,
        "resident",
        seen.process().residentBytes().orElse(0) <= seen.process().peakResidentBytes().orElse(0)
            && seen.process().residentBytes().isPresent() == HAS_PROC
            && seen.process().residentBytes().orElse(0) <= seen.process().virtualBytes().orElse(0));
    check(
        wrong, "processors", seen.cpu().processors() == Runtime.getRuntime().availableProcessors());
    check(
        wrong,
        "threads",
        seen.threads().daemon() < seen.threads().live()
            && seen.threads().live() <= seen.threads().peak()
            && seen.threads().peak() <= seen.threads().started());
    check(wrong, "text", !seen.toString().contains("-1"));
    return wrong;
  }

  private static void check(List<String> wrong, String what, boolean holds) {
    if (!holds) {
      wrong.add(what);
    }
  }

  private static OptionalLong metaspaceMaximum() {
    long max =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .map(MemoryPoolMXBean::getUsage)
            .findFirst()
            .orElseThrow()
            .getMax();
    return max < 0 ? OptionalLong.empty() : OptionalLong.of(max);
  }

  static boolean countsAllocatedBytes() {
    return Arrays.stream(com.sun.management.ThreadMXBean.class.getMethods())
        .anyMatch(method -> method.getName().equals("getTotalThreadAllocatedBytes"));
  }
}
