package io.trackmemory.tracker.jvm;

import io.trackmemory.tracker.BufferMemory;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Byte buffers outside of the heap. */
final class Buffers {

  private Buffers() {}

  static Optional<BufferMemory> of(String poolName) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(poolName))
        .findFirst()
        .map(pool -> new BufferMemory(pool.getCount(), Given.number(pool.getMemoryUsed())));
  }
}
