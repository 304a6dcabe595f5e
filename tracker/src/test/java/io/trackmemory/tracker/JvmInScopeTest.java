package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
