package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasAllocationCountAtMost_Test {

  private final FakeTracker tracker =
      new FakeTracker(OrderBookSnapshots.fills())
          .reportAt("file:///target/trackmemory/com.acme.OrderBookTest/fillsAreCheap.html");

  @Test
  void passes_limitKept() {
    tracker.assertThatAction().hasAllocationCountAtMost(5).hasAllocationCountAtMost(6);
  }

  @Test
  void fails_limitBroken() {
    assertFails(
        () -> tracker.assertThatAction().hasAllocationCountAtMost(2),
        2L,
        5L,
        """
        Expecting the action to make at most 2 allocations but it made 5 (128 B):
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        Report: file:///target/trackmemory/com.acme.OrderBookTest/fillsAreCheap.html
        To accept: hasAllocationCountAtMost(5)
        Report: in short, for agents: /target/trackmemory/com.acme.OrderBookTest/fillsAreCheap.md""");
  }

  @Test
  void fails_oneAllowed() {
    assertFails(
        () ->
            new FakeTracker(new FakeSnapshot().with(OrderBookSnapshots.integers()))
                .assertThatSnapshot()
                .as("boxing of %s", "prices")
                .hasAllocationCountAtMost(1),
        1L,
        3L,
        """
        [boxing of prices] Expecting the snapshot to make at most 1 allocation but it made 3 (48 B):
          3 x java.lang.Integer     48 B   OrderBook.match(OrderBook.java:42)
        To accept: hasAllocationCountAtMost(3)""");
  }
}
