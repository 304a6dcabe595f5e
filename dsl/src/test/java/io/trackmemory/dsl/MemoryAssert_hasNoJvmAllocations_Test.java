package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasNoJvmAllocations_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills().jvm(16));

  @Test
  void passes_counterUnmoved() {
    new FakeTracker(OrderBookSnapshots.nothing().jvm(0)).assertThatAction().hasNoJvmAllocations();
  }

  @Test
  void fails_counterMoved() {
    assertFails(
        () -> tracker.assertThatAction().hasNoJvmAllocations(),
        0L,
        16L,
        """
        Expecting the JVM to count no bytes for the action but it counted 16 B; as written, it allocated 128 B in 5 objects:
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: hasJvmAllocatedBytesAtMost(bytes(16))""");
  }
}
