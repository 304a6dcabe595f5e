package io.trackmemory.dsl;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.gib;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The real tracker in the place of the fake one. */
class MemoryAssertionsTest {

  private static Object sink = "";

  @Test
  void sizes_units() {
    assertThat(bytes(2048)).isEqualTo(kib(2));
    assertThat(mib(1)).isEqualTo(kib(1024));
    assertThat(gib(1)).isEqualTo(mib(1024));
  }

  @Test
  void action_countsExactly() {
    assertThatMemory(() -> sink = new long[1]).hasAllocationCount(1).hasAllocatedBytes(bytes(24));
    assertThatMemory(() -> {}).hasNoAllocations();
  }

  @Test
  void action_failureNamesTheLine() {
    assertThatThrownBy(() -> assertThatMemory(() -> sink = new long[1]).hasNoAllocations())
        .hasMessageContaining("1 x long[]")
        .hasMessageContaining("MemoryAssertionsTest.action_failureNamesTheLine(");
  }

  @Test
  void warmUp_notMeasured() {
    assertThatMemory(() -> sink = new long[1]).afterWarmup(100).hasAllocationCount(1);
  }

  @Test
  void filters_realNames() {
    assertThatMemory(() -> sink = new AtomicLong(7))
        .allocations()
        .ofType(Number.class)
        .fromMethod("MemoryAssertionsTest.filters_realNames")
        .fromPackage("io.trackmemory")
        .hasCount(1);
  }

  @Test
  void enclosingScope_seesTheActionOnly() {
    MemorySnapshot outer =
        MemoryTracker.measure(
            () ->
                assertThatMemory(() -> sink = new long[1])
                    .afterWarmup(3)
                    .hasAllocationCount(1)
                    .hasAllocatedBytesAtMost(kib(1)));
    assertThatMemory(outer).allocations().ofType(long[].class).hasCount(4);
    assertThatMemory(outer).allocations().fromPackage("io.trackmemory.dsl").hasCount(4);
  }

  @Test
  void leak_namesItsHolder() {
    assertThatMemory(() -> new AtomicLong(7).incrementAndGet()).hasNoLeaks();
    assertThatThrownBy(() -> assertThatMemory(() -> sink = new long[1]).hasNoLeaksOf(long[].class))
        .hasMessageContaining("to leak no objects of long[] but it leaked 1 (24 B)")
        .hasMessageContaining("MemoryAssertionsTest.sink");
  }

  @Test
  void jvmCounter_afterWarmup() {
    assertThatMemory(() -> sink = new long[1])
        .afterWarmup(100)
        .hasJvmAllocatedBytesAtMost(kib(1))
        .hasAllocationCount(1);
  }

  @Test
  void scope_since() {
    try (MemoryScope scope = MemoryTracker.open()) {
      sink = new long[1];
      scope.checkpoint("opened");
      sink = new long[2];
      sink = new long[3];
      scope.close();
      assertThatMemory(scope).hasAllocationCount(3).since("opened").hasAllocationCount(2);
    }
  }
}
