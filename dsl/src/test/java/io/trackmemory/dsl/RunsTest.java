package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.spi.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills().jvm(0));
  private final List<String> calls = new ArrayList<>();

  @Test
  void overRuns_preparesAndCleansUpEach() {
    tracker
        .assertThat(() -> calls.add("run"))
        .overRuns(3)
        .afterWarmup(2)
        .beforeEachRun(() -> calls.add("before"))
        .afterEachRun(() -> calls.add("after"))
        .hasAllocationCount(5)
        .hasAllocationCount(5);
    assertThat(calls).hasSize(15).startsWith("before", "run", "after").endsWith("run", "after");
    assertThat(tracker.measurements)
        .containsExactly("counting FROM_SETTINGS", "following 3 runs, 1 by themselves");
  }

  @Test
  void overRuns_jvmCounterFirst_countsOnly() {
    tracker.assertThatAction().overRuns(3).hasNoJvmAllocations();
    assertThat(tracker.measurements)
        .containsExactly("counting FROM_SETTINGS", "counting 3 runs, 0 by themselves");
  }

  @Test
  void overRuns_tellsWhatCameInTheFirstOnly() {
    tracker.singles =
        List.of(
            new FakeSnapshot().with(OrderBookSnapshots.grownArray(), OrderBookSnapshots.list()));
    assertFails(
        () -> tracker.assertThatAction().overRuns(3).hasAllocationCountAtMost(3),
        3L,
        5L,
        """
        Expecting the action in 3 runs to make at most 3 allocations but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        In the first of 3 runs only: 2 objects, 80 B; afterWarmup(1) leaves them out
        To accept: hasAllocationCountAtMost(5)""");
    tracker.singles = List.of(OrderBookSnapshots.fills());
    assertThatThrownBy(() -> tracker.assertThatAction().overRuns(3).hasNoAllocations())
        .hasMessageContaining(
            "In the first of 3 runs only, all of it: 5 objects, 128 B; afterWarmup(1) leaves them");
  }

  @Test
  void perRun_namesTheWorst() {
    tracker.singles =
        List.of(
            OrderBookSnapshots.nothing(),
            OrderBookSnapshots.fills(),
            new FakeSnapshot().with(OrderBookSnapshots.list()));
    assertFails(
        () -> tracker.assertThatAction().overRuns(3).perRun().hasNoAllocations(),
        0L,
        5L,
        """
        Expecting run 2 of the action (the worst of 3) to make no allocations but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: perRun().hasAllocationCountAtMost(5)""");
    tracker.assertThatAction().overRuns(3).perRun().hasAllocationCountAtMost(5);
    assertThat(tracker.measurements).contains("following 3 runs, 3 by themselves");
  }

  @Test
  void perUnit_tellsWhatOneTakes() {
    assertThatThrownBy(() -> tracker.assertThatAction().perUnit(1_000, "order").hasNoAllocations())
        .hasMessageContaining("\nPer order (1000): 0.005 objects, 0.128 B\n");
    assertThatThrownBy(
            () -> tracker.assertThatAction().overRuns(2).perUnit(1, "order").hasNoAllocations())
        .hasMessageContaining("\nPer order (1 a run): 2.5 objects, 64 B\n");
  }

  @Test
  void perUnit_limitOfOne_isOfAllTogether() {
    assertFails(
        () -> tracker.assertThatAction().perUnit(2, "order").hasAllocationCountAtMost(2),
        4L,
        5L,
        """
        Expecting the action to make at most 2 allocations per order, 4 for 2, but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        Per order (2): 2.5 objects, 64 B
        To accept: perUnit(2, "order").hasAllocationCountAtMost(3)""");
    tracker.assertThatAction().perUnit(2, "order").hasAllocationCountAtMost(3);
    tracker.assertThatAction().perUnit(5, "order").hasAllocationCount(1);
    tracker.assertThatAction().perUnit(2, "order").hasAllocatedBytes(bytes(64));
    assertFails(
        () -> tracker.assertThatAction().perUnit(3, "order").hasAllocatedBytesAtMost(bytes(42)),
        126L,
        128L,
        """
        Expecting the action to allocate at most 42 B per order, 126 B for 3, but it allocated 128 B in 5 objects:
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        Per order (3): 1.67 objects, 42.7 B
        To accept: perUnit(3, "order").hasAllocatedBytesAtMost(bytes(43))""");
    tracker.assertThatAction().perUnit(3, "order").hasAllocatedBytesAtMost(bytes(43));
  }

  @Test
  void perUnit_thatDiffer_noneAsksForJustThat() {
    assertThatThrownBy(() -> tracker.assertThatAction().perUnit(2, "order").hasAllocationCount(2))
        .hasMessageEndingWith("\nTo accept: perUnit(2, \"order\").hasAllocationCountAtMost(3)");
    assertThatThrownBy(
            () -> tracker.assertThatAction().perUnit(2, "order").allocations().hasCount(3))
        .hasMessageStartingWith(
            "Expecting the action to make 3 allocations per order, 6 for 2, but it made 5 (128 B)")
        .hasMessageEndingWith("perUnit(2, \"order\").allocations().hasCountAtMost(3)");
  }

  @Test
  void perUnit_ofSeveralRuns_isOfAllTheirUnits() {
    tracker.assertThatAction().overRuns(5).perUnit(1, "order").hasAllocationCount(1);
    tracker
        .assertThatAction()
        .overRuns(5)
        .perUnit(Long.MAX_VALUE, "bit")
        .hasAllocationCountAtMost(9);
    assertThatThrownBy(
            () ->
                tracker
                    .assertThatAction()
                    .overRuns(2)
                    .perUnit(2, "order")
                    .hasAllocationCountAtMost(1))
        .hasMessageStartingWith(
            "Expecting the action in 2 runs to make at most 1 allocation per order, 4 for 4, but it"
                + " made 5 (128 B)");
    assertThat(tracker.verdicts.get(tracker.verdicts.size() - 1))
        .satisfies(
            verdict -> {
              assertThat(verdict.check())
                  .isEqualTo("perUnit(2, \"order\").hasAllocationCountAtMost(1)");
              assertThat(verdict.measure())
                  .contains(new Measure(Measure.Unit.OBJECTS, 4, false, 5, 5));
            });
  }

  @Test
  void afterACheck_isTooLate() {
    MemoryAssert measured = tracker.assertThatAction().hasAllocationCount(5);
    String late = " must stand before the first check: the action is measured already";
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.overRuns(2))
        .withMessage("overRuns" + late);
    assertThatIllegalStateException().isThrownBy(measured::perRun).withMessage("perRun" + late);
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.perUnit(1, "order"))
        .withMessage("perUnit" + late);
  }

  @Test
  @SuppressWarnings("NullAway") // nulls are what is tested
  void arguments() {
    MemoryAssert that = tracker.assertThatAction();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> that.overRuns(-1))
        .withMessage("runs must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> that.overRuns(0))
        .withMessage("runs must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> that.perUnit(-3, "order"))
        .withMessage("n must not be negative: -3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> that.perUnit(1, null))
        .withMessage("unit must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> that.hasGrowthPerRunAtMost(null))
        .withMessage("limit must not be null");
  }
}
