package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasNoAllocations_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  @Test
  void passes_nothing() {
    new FakeTracker(OrderBookSnapshots.nothing()).assertThatAction().hasNoAllocations();
  }

  @Test
  void fails_something() {
    assertFails(
        () -> tracker.assertThatAction().hasNoAllocations(),
        0L,
        5L,
        """
        Expecting the action to make no allocations but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: hasAllocationCountAtMost(5)""");
  }
}
