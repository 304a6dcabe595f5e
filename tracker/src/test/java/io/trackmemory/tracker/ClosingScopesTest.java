package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.spi.Tracking;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Scopes that close while other threads work for them, open others inside them or look at them. */
class ClosingScopesTest {

  private static final int TIMES = 300;

  @Test
  void snapshot_whileInnerScopesOpenAndClose_missesNothing_andSeesNothingTwice() throws Exception {
    try (MemoryScope scope = MemoryTracker.open()) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < TIMES; i++) {
                  MemoryTracker.measure(() -> Made.objects(1));
                }
              });
      thread.start();
      long before = 0;
      long drops = 0;
      while (thread.isAlive()) {
        long seen = Made.in(scope.snapshot());
        drops += seen < before ? 1 : 0;
        before = seen;
      }

      assertThat(drops).as("snapshots with less than the one before").isZero();
      assertThat(Made.in(scope.snapshot())).isEqualTo(TIMES);
    }
  }

  @Test
  void discardedScope_countsInTheOneAround_andGivesNoSnapshot() {
    try (MemoryScope outer = MemoryTracker.open()) {
      MemoryScope inner = MemoryTracker.open();
      Made.objects(3);
      Tracking.DOOR.discard(inner);
      Made.objects(4);
      inner.close();

      assertThat(Made.in(outer.snapshot())).isEqualTo(7);
      assertThatThrownBy(inner::snapshot)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the scope was closed without a snapshot");
    }
  }

  @Test
  void snapshot_ofScopeAroundAClosedOne_seesWhatIsStillOpenInside() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    MemoryScope outer = MemoryTracker.open();
    MemoryScope inner = MemoryTracker.open();
    Thread thread =
        new Thread(
            () -> {
              try (MemoryScope innermost = MemoryTracker.open()) {
                Made.objects(3);
                opened.countDown();
                await(finish);
                Made.objects(4);
                assertThat(Made.in(innermost.snapshot())).isEqualTo(7);
              }
            });
    thread.start();
    await(opened);
    inner.close();
    long between = Made.in(outer.snapshot());
    finish.countDown();
    thread.join();
    outer.close();

    assertThat(between).isEqualTo(3);
    assertThat(Made.in(outer.snapshot())).isEqualTo(7);
  }

  @Test
  void close_byTwoThreadsAtOnce_countsOnce() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (MemoryScope outer = MemoryTracker.open()) {
      for (int i = 0; i < TIMES; i++) {
        MemoryScope inner = MemoryTracker.open();
        Made.objects(1);
        CyclicBarrier together = new CyclicBarrier(2);
        Future<?> closed = other.submit(() -> close(inner, together));
        close(inner, together);
        closed.get();
      }

      assertThat(Made.in(outer.snapshot())).isEqualTo(TIMES);
    } finally {
      other.shutdown();
    }
  }

  private static void close(MemoryScope scope, CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    scope.close();
  }

  @Test
  void close_byATaskOfTheScope_countsWhatItDoesAfterwards() throws Exception {
    MemoryScope outer = MemoryTracker.open();
    MemoryScope inner = MemoryTracker.open();
    Thread thread =
        new Thread(
            inner.wrap(
                () -> {
                  Made.objects(2);
                  inner.close();
                  Made.objects(5);
                }));
    thread.start();
    thread.join();
    outer.close();

    assertThat(Made.in(inner.snapshot())).isEqualTo(2);
    assertThat(Made.in(outer.snapshot())).isEqualTo(7);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
