package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.Preset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Options, descriptions, soft assertions, and how often an action runs. */
class OptionsTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final Map<Integer, String> CACHE = new HashMap<>();

  @BeforeAll
  static void loadCode() {
    MemoryTracker.measure(() -> BOOK.day(1));
  }

  @Test
  void action_runsOnceAtTheFirstCheck() {
    AtomicInteger runs = new AtomicInteger();
    MemoryAssert memory = assertThatMemory(runs::incrementAndGet);
    assertThat(runs).hasValue(0);
    memory.hasNoAllocations().hasNoLeaks().allocations().isEmpty();
    assertThat(runs).hasValue(1);
  }

  @Test
  void afterWarmup_runsItBefore() {
    AtomicInteger runs = new AtomicInteger();
    assertThatMemory(() -> CACHE.computeIfAbsent(runs.incrementAndGet() / 100, String::valueOf))
        .afterWarmup(101)
        .hasNoAllocations();
    assertThat(runs).hasValue(102);
  }

  @Test
  void afterWarmup_countsOneRunOnly() {
    assertThatMemory(() -> BOOK.order(1)).afterWarmup(1_000).hasAllocationCount(1);
  }

  @Test
  void beforeAndAfterEachRun_areNotMeasured() {
    List<String> calls = new ArrayList<>(16);
    assertThatMemory(() -> calls.add("run"))
        .beforeEachRun(() -> calls.add("before".repeat(BOOK.sum(0, 1))))
        .afterEachRun(() -> calls.add("after ".strip()))
        .afterWarmup(1)
        .hasNoAllocations();
    assertThat(calls).containsExactly("before", "run", "after", "before", "run", "after");
  }

  @Test
  void perUnit_limitsWhatOneTakes_roundsNothingAway() {
    assertThatMemory(() -> BOOK.day(1_000)).perUnit(1_003, "order").hasAllocationCount(1);
    assertThatMemory(() -> BOOK.day(1_000))
        .perUnit(1_000, "order")
        .hasAllocationCountAtMost(2)
        .allocations()
        .ofType(OrderBook.Order.class)
        .hasCount(1);
    assertThat(
            toldOfCodeOnly(
                messageOf(
                    () ->
                        assertThatMemory(() -> BOOK.prices(1_000))
                            .overRuns(2)
                            .perUnit(1_000, "price")
                            .hasAllocatedBytesAtMost(ByteSize.ofBytes(8)))))
        .isEqualTo(
            """
            Expecting the action in 2 runs to allocate at most 8 B per price, 15.6 KiB (16000 B) for 2000, but it allocated 15.7 KiB (16032 B) in 2 objects:
              2 x long[]  15.7 KiB   OrderBook.prices(OrderBook.java:23)
            Per price (1000 a run): 0.001 objects, 8.02 B
            To accept: perUnit(1000, "price").hasAllocatedBytesAtMost(bytes(9))""");
    assertThatMemory(() -> BOOK.prices(1_000))
        .overRuns(2)
        .perUnit(1_000, "price")
        .hasAllocatedBytesAtMost(ByteSize.ofBytes(9));
  }

  @Test
  void countingOnly_countsTheSame() {
    MemorySnapshot counted = MemoryTracker.count(() -> BOOK.day(10));

    assertThatMemory(() -> BOOK.day(10))
        .countingOnly()
        .hasAllocationCount(13)
        .hasAllocatedBytes(ByteSize.ofBytes(counted.allocatedBytes()));
    assertThat(counted.allocationCount()).isEqualTo(13);
    assertThat(counted.leakResult().uncertified().orElseThrow()).contains("followed no object");
  }

  @Test
  void openCounting_countsTheSame() {
    try (MemoryScope memory = MemoryTracker.openCounting()) {
      BOOK.day(10);
      assertThatMemory(memory).hasAllocationCount(13);
    }
  }

  @Test
  void countingOnly_leaksAndPeaksAreNotCertified() {
    MemoryAssert counted =
        assertThatMemory(() -> BOOK.day(10)).countingOnly().hasAllocationCount(13);

    assertThat(messageOf(counted::hasNoLeaks))
        .startsWith("Cannot certify")
        .contains("only counted and followed no object");
    String why =
        "countingOnly() follows no object, so that nothing is known of live bytes; leave it out";
    assertThat(messageOf(() -> counted.hasPeakAtMost(mib(64))))
        .startsWith("Cannot certify")
        .contains(why);
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> BOOK.day(10))
                        .withPeakLimit(mib(64))
                        .countingOnly()
                        .hasPeakAtMost(mib(64))))
        .startsWith("Cannot certify")
        .contains(why);
  }

  @Test
  void countingOnly_keepsTheJvmsCounter() {
    assertThatMemory(() -> BOOK.day(10))
        .countingOnly()
        .afterWarmup(100)
        .hasAllocationCount(13)
        .hasJvmAllocatedBytesAtMost(kib(64));
  }

  @Test
  void countingOnly_afterACheck() {
    MemoryAssert measured = assertThatMemory(() -> BOOK.sum(1, 2)).hasNoAllocations();
    assertThatIllegalStateException()
        .isThrownBy(measured::countingOnly)
        .withMessageContaining("countingOnly must stand before the first check");
  }

  @Test
  @Tag("slow")
  void countingOnly_growthIsJudgedAllTheSame() {
    assertThatMemory(() -> BOOK.sum(1, 2)).countingOnly().overRuns(10).hasNoGrowth();
  }

  @Test
  void withPreset_changesNoTotal() {
    for (Preset preset : Preset.values()) {
      assertThatMemory(() -> BOOK.day(10)).withPreset(preset).hasAllocationCount(13);
    }
  }

  @Test
  void optionAfterACheck() {
    MemoryAssert measured = assertThatMemory(() -> BOOK.sum(1, 2)).hasNoAllocations();
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.afterWarmup(1))
        .withMessage(
            "afterWarmup must stand before the first check: the action is measured already");
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.beforeEachRun(() -> {}))
        .withMessage(
            "beforeEachRun must stand before the first check: the action is measured already");
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.afterEachRun(() -> {}))
        .withMessage(
            "afterEachRun must stand before the first check: the action is measured already");
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.withPreset(Preset.PRECISE))
        .withMessage(
            "withPreset must stand before the first check: the action is measured already");
  }

  @Test
  void optionWithoutAnAction() {
    MemorySnapshot snapshot = MemoryTracker.measure(() -> BOOK.order(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> assertThatMemory(snapshot).afterWarmup(1))
        .withMessage("afterWarmup needs an action that is not measured yet: the snapshot is");
  }

  @Test
  void exceptionOfTheAction_passesThroughUnchanged() {
    IOException thrown = new IOException("of the action");
    MemoryAssert memory =
        assertThatMemory(
            () -> {
              throw thrown;
            });
    assertThatThrownBy(memory::hasNoAllocations).isSameAs(thrown);
    assertThatThrownBy(memory::hasNoLeaks).isSameAs(thrown);
    assertThatMemory(() -> BOOK.order(1)).hasAllocationCount(1);
  }

  @Test
  void stackOverflowOfTheAction_passesThroughAndCountingGoesOn() {
    assertThatThrownBy(() -> assertThatMemory(OptionsTest::endless).hasNoAllocations())
        .isInstanceOf(StackOverflowError.class);
    assertThatMemory(() -> BOOK.day(10)).hasAllocationCount(13).hasNoLeaks();
  }

  @Test
  void outOfMemoryErrorOfTheAction_passesThroughAndCountingGoesOn() {
    assertThatThrownBy(
            () -> assertThatMemory(() -> BOOK.prices(Integer.MAX_VALUE)).hasNoAllocations())
        .isInstanceOf(OutOfMemoryError.class);
    assertThatMemory(() -> BOOK.day(10)).hasAllocationCount(13).hasNoLeaks();
  }

  @SuppressWarnings("InfiniteRecursion") // a stack overflow is what is asked for
  private static Object endless() {
    return List.of(endless());
  }

  @Test
  void as_standsBeforeTheMessage() {
    assertThat(
            messageOf(
                () -> assertThatMemory(() -> BOOK.order(1)).as("order %d", 1).hasNoAllocations()))
        .isEqualTo(
            """
            [order 1] Expecting the action to make no allocations but it made 1 (24 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18)
            To accept: hasAllocationCountAtMost(1)""");
    assertThat(
            messageOf(
                () -> assertThatMemory(() -> BOOK.order(1)).as("order").allocations().isEmpty()))
        .isEqualTo(
            """
            [order] Expecting the action to make no allocations but it made 1 (24 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18)
            To accept: allocations().hasCountAtMost(1)""");
  }

  @Test
  void softly_reportsAllThatFailed() {
    SoftMemoryAssertions softly = new SoftMemoryAssertions();
    softly
        .assertThatMemory(() -> BOOK.order(1))
        .hasNoAllocations()
        .hasAllocationCount(1)
        .hasAllocationCount(2);
    softly
        .assertThatMemory(MemoryTracker.measure(() -> BOOK.prices(1)))
        .allocations()
        .ofType("long[]")
        .isEmpty();
    softly.check(() -> assertThat(BOOK.sum(1, 2)).isEqualTo(4));
    softly.check(() -> assertThatMemory(() -> BOOK.sum(1, 2)).hasAllocationCount(1));
    assertThat(softly.errorsCollected()).hasSize(5);
    assertThatThrownBy(softly::assertAll)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("\nMultiple Failures (5 failures)")
        .hasMessageContaining("to make no allocations but it made 1")
        .hasMessageContaining("to make 2 allocations but it made 1")
        .hasMessageContaining("of long[]")
        .hasMessageContaining("expected: 4");
  }

  @Test
  void softly_passing() {
    SoftMemoryAssertions softly = new SoftMemoryAssertions();
    softly.assertThatMemory(() -> BOOK.sum(1, 2)).hasNoAllocations();
    softly.assertAll();
  }
}
