package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.failureOf;
import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Keeping;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemoryTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Repeated runs: their sum, each by itself, and what they leave behind. */
class GrowthTest {

  @AfterEach
  void clear() {
    Keeping.clear();
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void leak_isToldWithItsHolderAndRate() {
    String message = messageOf(() -> assertThatMemory(Keeping::inList).overRuns(20).hasNoGrowth());
    assertThat(message)
        .startsWith("Expecting the action in 20 runs to leave no growth but with each run it left ")
        .contains("held by io.trackmemory.acceptance.code.Keeping.LIST, growing by ")
        .contains(" and 1 object a run (confidence 99.8 %)")
        .contains("+20 x byte[], 2.3 KiB")
        .contains("after 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 runs")
        .contains("Keeping.static LIST   <- first reference in your code")
        .contains("At this rate the heap is full after about ")
        .contains("To accept: hasGrowthPerRunAtMost(bytes(");
  }

  @Test
  @Tag("slow")
  @Tag("sweep")
  void growthWithinItsLimit_passes() {
    assertThatMemory(Keeping::inList).overRuns(20).hasGrowthPerRunAtMost(bytes(200));
  }

  @Test
  @Tag("slow")
  @Tag("sweep")
  void whatTheActionCaptured_counts() {
    List<Object> kept = new ArrayList<>();
    assertThat(
            failureOf(
                () -> assertThatMemory(() -> kept.add(new byte[8])).overRuns(20).hasNoGrowth()))
        .hasMessageContaining("held by captured by the action");
  }

  @Test
  @Tag("slow")
  void cachesAndPools_areNoGrowth() {
    assertThatMemory(Keeping::inRecent).overRuns(20).hasNoGrowth();
    assertThatMemory(Keeping::inPool).overRuns(20).hasNoGrowth();
    assertThatMemory(Keeping::inSoftCache).overRuns(20).hasNoGrowth();
  }

  /* Whether a round was looked at with a dump, or a histogram was enough. */
  @Test
  @Tag("slow")
  void eachRound_isToldAsItWas() {
    AtomicInteger runs = new AtomicInteger();
    String message =
        messageOf(
            () ->
                assertThatMemory(
                        () -> {
                          int run = runs.incrementAndGet();
                          if (run <= 4 || run >= 9) {
                            Keeping.inList();
                          }
                        })
                    .overRuns(10)
                    .hasNoGrowth());
    assertThat(message).contains("objects: 2, 3, 4, 5, 6, 6, 6, 6, 6, 7, 8");
  }

  @Test
  void besideAnotherScope_isNotCertified() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch judged = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try (MemoryScope scope = MemoryTracker.open()) {
                opened.countDown();
                judged.await();
                scope.checkpoint("judged");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "other-test");
    other.start();
    opened.await();
    try {
      assertThat(messageOf(() -> assertThatMemory(() -> {}).overRuns(10).hasNoGrowth()))
          .isEqualTo(
              "Cannot certify hasNoGrowth() of the action in 10 runs: the heap is that of the whole"
                  + " JVM, and thread other-test had a scope of its own meanwhile; run this when no"
                  + " other test runs, under JUnit with @Isolated");
    } finally {
      judged.countDown();
      other.join();
    }
  }

  @Test
  void overRuns_isTheSum_perRunEachByItself() {
    List<Object> kept = new ArrayList<>(100);
    assertThatMemory(() -> kept.add(new byte[8]))
        .overRuns(5)
        .beforeEachRun(() -> kept.add(new byte[1_000]))
        .hasAllocationCount(5)
        .hasAllocatedBytes(bytes(5 * 24))
        .hasLeakCount(5);
    assertThatMemory(() -> kept.add(new byte[8])).overRuns(5).perRun().hasAllocationCount(1);
    assertThat(kept).hasSize(15);
  }
}
