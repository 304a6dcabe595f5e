package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryScopeTest {

  @Test
  void measure_twice_givesTheSame() {
    MemorySnapshot first = MemoryTracker.measure(() -> Made.objects(7));
    MemorySnapshot second = MemoryTracker.measure(() -> Made.objects(7));

    assertThat(first.allocationCount()).isEqualTo(7).isEqualTo(second.allocationCount());
    assertThat(first.allocatedBytes()).isEqualTo(112).isEqualTo(second.allocatedBytes());
    assertThat(second.jvmAllocatedBytes()).isEqualTo(OptionalLong.of(112));
    assertThat(second.coverage()).hasValue(1.0);
    assertThat(second.uncertified()).isEmpty();
    assertThat(second.runs()).isEqualTo(1);
  }

  @Test
  void measure_nothing() {
    MemorySnapshot seen = MemoryTracker.measure(() -> {});

    assertThat(seen.allocationCount()).isZero();
    assertThat(seen.allocatedBytes()).isZero();
    assertThat(seen.sites()).isEmpty();
    assertThat(seen.types()).isEmpty();
    assertThat(seen.threads()).isEmpty();
    assertThat(seen.coverage()).hasValue(1.0);
  }

  @Test
  @SuppressWarnings("NullAway") // what is refused
  void measure_null() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemoryTracker.measure(null))
        .withMessage("action must not be null");
  }

  @Test
  void snapshot_inBetween_changesNothing() {
    try (MemoryScope scope = MemoryTracker.open()) {
      List<MemorySnapshot> between = new ArrayList<>(4);
      for (int i = 0; i < 4; i++) {
        Made.objects(3);
        between.add(scope.snapshot());
        assertThat(scope.snapshot().toString()).isNotEmpty();
      }
      MemorySnapshot seen = scope.snapshot();

      assertThat(between).extracting(Made::in).containsExactly(3L, 6L, 9L, 12L);
      assertThat(Made.in(seen)).isEqualTo(12);
      assertThat(Made.in(between.get(1))).isEqualTo(6);
    }
  }

  @Test
  void nested_innerCountsInOuter() {
    MemorySnapshot[] inner = new MemorySnapshot[2];
    nestTwo(inner); // links its lambdas, which the JVM's own counter would show
    MemorySnapshot outer = nestTwo(inner);

    assertThat(inner).extracting(MemorySnapshot::allocationCount).containsExactly(10L, 25L);
    assertThat(outer.allocationCount()).isEqualTo(41);
    assertThat(outer.allocatedBytes()).isEqualTo(41 * 16);
    assertThat(outer.jvmAllocatedBytes()).isEqualTo(OptionalLong.of(41 * 16));
  }

  private static MemorySnapshot nestTwo(MemorySnapshot[] inner) {
    return MemoryTracker.measure(
        () -> {
          Made.objects(1);
          inner[0] = MemoryTracker.measure(() -> Made.objects(10));
          Made.objects(2);
          try (MemoryScope second = MemoryTracker.open()) {
            Made.objects(20);
            second.checkpoint("some");
            Made.objects(5);
            inner[1] = second.snapshot();
          }
          Made.objects(3);
        });
  }

  @Test
  void nested_deeply() {
    MemorySnapshot outer = MemoryTracker.measure(() -> nest(50));

    assertThat(Made.in(outer)).isEqualTo(51);
  }

  private static void nest(int depth) {
    Made.objects(1);
    if (depth > 0) {
      MemorySnapshot inner = MemoryTracker.measure(() -> nest(depth - 1));
      assertThat(Made.in(inner)).isEqualTo(depth);
    }
  }

  @Test
  void close_twice_doesNothing() {
    try (MemoryScope outer = MemoryTracker.open()) {
      MemoryScope inner = MemoryTracker.open();
      Made.objects(2);
      inner.close();
      Made.objects(3);
      inner.close();
      Made.objects(4);

      assertThat(Made.in(inner.snapshot())).isEqualTo(2);
      assertThat(Made.in(outer.snapshot())).isEqualTo(9);
    }
  }

  @Test
  void close_outerFirst_closesInner() {
    try (MemoryScope around = MemoryTracker.open()) {
      MemoryScope outer = MemoryTracker.open();
      MemoryScope inner = MemoryTracker.open();
      Made.objects(2);
      outer.close();
      Made.objects(3);
      inner.close();
      Made.objects(4);

      assertThat(Made.in(inner.snapshot())).isEqualTo(2);
      assertThat(Made.in(outer.snapshot())).isEqualTo(2);
      assertThat(Made.in(around.snapshot())).isEqualTo(9);
    }
    assertThat(Made.in(MemoryTracker.measure(() -> Made.objects(6)))).isEqualTo(6);
  }

  @Test
  void close_inAnotherThread_leavesThatThreadAlone() throws InterruptedException {
    MemoryScope scope = MemoryTracker.open();
    Made.objects(2);
    long[] there = new long[1];
    Thread other =
        new Thread(
            () -> {
              MemoryScope own = MemoryTracker.open();
              scope.close();
              Made.objects(5);
              own.close();
              there[0] = Made.in(own.snapshot());
            });
    other.start();
    other.join();

    assertThat(there[0]).isEqualTo(5);
    assertThat(Made.in(scope.snapshot())).isEqualTo(2);
    assertThat(Made.in(MemoryTracker.measure(() -> Made.objects(6)))).isEqualTo(6);
  }

  @Test
  void pause_tracksNothingUntilResumed() {
    try (MemoryScope scope = MemoryTracker.open()) {
      Made.objects(1);
      try (MemoryScope.Pause pause = scope.pause()) {
        Made.objects(10);
        try (MemoryScope.Pause again = scope.pause()) {
          Made.objects(10);
        }
      }
      Made.objects(2);
      scope.pause();
      Made.objects(10);
      scope.resume();
      scope.resume();
      Made.objects(4);

      assertThat(Made.in(scope.snapshot())).isEqualTo(7);
    }
  }

  @Test
  void pause_scopeOpenedMeanwhile_isItsOwn() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.pause();
      MemorySnapshot inner = MemoryTracker.measure(() -> Made.objects(10));
      Made.objects(5);
      scope.resume();
      Made.objects(2);

      assertThat(Made.in(inner)).isEqualTo(10);
      assertThat(Made.in(scope.snapshot())).isEqualTo(2);
    }
  }

  @Test
  void pause_closedWhilePaused() {
    try (MemoryScope outer = MemoryTracker.open()) {
      MemoryScope inner = MemoryTracker.open();
      MemoryScope.Pause pause = inner.pause();
      Made.objects(10);
      inner.close();
      pause.close();
      inner.pause();
      Made.objects(3);

      assertThat(Made.in(inner.snapshot())).isZero();
      assertThat(Made.in(outer.snapshot())).isEqualTo(3);
    }
  }

  @Test
  void checkpoint_partsAddUp() {
    try (MemoryScope scope = MemoryTracker.open()) {
      Made.objects(1);
      scope.checkpoint("a");
      Made.objects(2);
      scope.checkpoint("b");
      Made.objects(4);
      MemorySnapshot seen = scope.snapshot();

      assertThat(Made.in(seen.until("a"))).isEqualTo(1);
      assertThat(Made.in(seen.until("b"))).isEqualTo(3);
      assertThat(Made.in(seen.since("a"))).isEqualTo(6);
      assertThat(Made.in(seen.since("b"))).isEqualTo(4);
      assertThat(Made.in(seen.since("a").until("b"))).isEqualTo(2);
      assertThat(Made.in(seen.until("b").since("a"))).isEqualTo(2);
      assertThat(seen.checkpoints()).extracting(Checkpoint::name).containsExactly("a", "b");
      assertThat(seen.checkpoints().get(1).allocatedBytes()).isGreaterThanOrEqualTo(48);
    }
  }

  @Test
  void checkpoint_unknown_namesThoseThereAre() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.checkpoint("opened");
      scope.checkpoint("closed");
      MemorySnapshot seen = scope.snapshot();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> seen.since("open"))
          .withMessage("checkpoint must be one of [opened, closed]: open");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> seen.until("x"))
          .withMessage("checkpoint must be one of [opened, closed]: x");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what is refused
  void checkpoint_badName() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.checkpoint("a");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.checkpoint("a"))
          .withMessage("checkpoint must be new in its scope: a");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.checkpoint(" "))
          .withMessage("checkpoint must have a name:  ");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.checkpoint(null))
          .withMessage("checkpoint must have a name: null");
      Made.objects(2);
      assertThat(Made.in(scope.snapshot())).isEqualTo(2);
    }
  }
}
