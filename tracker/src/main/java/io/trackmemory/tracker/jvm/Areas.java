package io.trackmemory.tracker.jvm;

import io.trackmemory.tracker.MemoryArea;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/** Memory that the JVM manages. */
final class Areas {

  private Areas() {}

  static MemoryArea of(MemoryUsage usage) {
    return new MemoryArea(usage.getUsed(), usage.getCommitted(), Given.number(usage.getMax()));
  }

  /** The pool of that name, which in HotSpot contains the space for compressed class pointers. */
  static Optional<MemoryArea> metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .findFirst()
        .map(MemoryPoolMXBean::getUsage)
        .map(Areas::of);
  }
}
