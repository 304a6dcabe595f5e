package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasAllocationCount_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  @Test
  void passes_thatMany() {
    tracker.assertThatAction().hasAllocationCount(5);
  }

  @Test
  void fails_more() {
    assertFails(
        () -> tracker.assertThatAction().hasAllocationCount(2),
        2L,
        5L,
        """
        Expecting the action to make 2 allocations but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: hasAllocationCount(5)""");
  }

  @Test
  void fails_none() {
    assertFails(
        () ->
            new FakeTracker(OrderBookSnapshots.nothing()).assertThatAction().hasAllocationCount(1),
        1L,
        0L,
        """
        Expecting the action to make 1 allocation but it made none
        To accept: hasAllocationCount(0)""");
  }
}
