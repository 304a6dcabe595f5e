package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Reading the JVM is own work of the tracker. */
class JvmInScopeTest {

  private static List<Object> figuresOf(MemorySnapshot seen) {
    return List.of(
        seen.allocationCount(),
        seen.allocatedBytes(),
        seen.firstUseCount(),
        seen.firstUseBytes(),
        seen.jvmAllocatedBytes(),
        seen.sites());
  }

  @Test
  void jvm_withinScope_countsNothing() {
    try (MemoryScope scope = MemoryTracker.open()) {
      Made.objects(3);
      MemorySnapshot before = scope.snapshot();
      JvmSnapshot first = MemoryTracker.jvm();
      JvmSnapshot second = MemoryTracker.jvm();
      int length = second.toString().length() + second.fragmentation().toString().length();
      MemoryPressure pressure = second.memoryPressure();
      JvmInterval between = second.since(first);
      MemorySnapshot after = scope.snapshot();

      assertThat(figuresOf(after)).isEqualTo(figuresOf(before));
      assertThat(length).isPositive();
      assertThat(pressure).isNotNull();
      assertThat(between.millis()).isNotNegative();
    }
  }

  @Test
  void jvm_keptByAction_isNoLeak() {
    JvmSnapshot[] kept = new JvmSnapshot[1];
    MemorySnapshot seen = MemoryTracker.measure(() -> kept[0] = MemoryTracker.jvm());

    assertThat(seen.allocationCount()).isZero();
    assertThat(seen.leaks()).isEmpty();
    assertThat(kept[0]).isNotNull();
  }

  @Test
  void jvm_fromManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<JvmSnapshot>> readings = Collections.nCopies(100, MemoryTracker::jvm);
      for (Future<JvmSnapshot> reading : threads.invokeAll(readings)) {
        CpuUsage cpu = reading.get().cpu();
        assertThat(cpu.processLoad().orElse(0)).isBetween(0.0, 1.0);
        assertThat(cpu.machineLoad().orElse(0)).isBetween(0.0, 1.0);
        assertThat(cpu.processLoad().isPresent()).isEqualTo(cpu.loadMillis().isPresent());
      }
    } finally {
      threads.shutdown();
    }
  }
}
