package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

@EnabledForJreRange(minVersion = 21, disabledReason = "has no virtual threads")
class VirtualThreadsTest {

  private static Thread start(Runnable action) throws Throwable {
    MethodHandle start =
        MethodHandles.lookup()
            .findStatic(
                Thread.class,
                "startVirtualThread",
                MethodType.methodType(Thread.class, Runnable.class));
    return (Thread) start.invokeExact(action);
  }

  @Test
  void startedInScope_count() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              List<Thread> threads = new ArrayList<>();
              for (int i = 0; i < 1000; i++) {
                threads.add(start(() -> Made.objects(10)));
              }
              for (Thread thread : threads) {
                thread.join();
              }
            });

    assertThat(Made.in(seen)).isEqualTo(10_000);
    assertThat(seen.uncertified()).isEmpty();
  }

  @Test
  void measuringInside_isExact_withoutTheJvmsCounter() throws Throwable {
    MemorySnapshot[] seen = new MemorySnapshot[1];
    Thread thread = start(() -> seen[0] = MemoryTracker.measure(() -> Made.objects(7)));
    thread.join();
    MemorySnapshot inside = Objects.requireNonNull(seen[0]);

    assertThat(inside.allocationCount()).isEqualTo(7);
    assertThat(inside.allocatedBytes()).isEqualTo(7L * (16 - 8 * compactHeaders()));
    assertThat(inside.jvmAllocatedBytes()).isEmpty();
    assertThat(inside.coverage()).isEmpty();
    assertThat(inside.unattributed()).isEqualTo(UnattributedBytes.NOT_AVAILABLE);
    assertThat(inside.uncertified()).isEmpty();
  }

  private static int compactHeaders() {
    return MemoryTracker.measure(() -> Made.objects(1)).allocatedBytes() == 8 ? 1 : 0;
  }

  @Test
  void otherVirtualThreads_areForeign() throws Throwable {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.pause();
      Thread foreign = start(() -> Made.objects(500));
      foreign.join();
      scope.resume();
      Made.objects(2);

      assertThat(Made.in(scope.snapshot())).isEqualTo(2);
    }
  }
}
