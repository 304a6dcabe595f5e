package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasAllocatedBytes_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  @Test
  void passes_thatMany() {
    tracker.assertThatAction().hasAllocatedBytes(bytes(128));
  }

  @Test
  void fails_less() {
    assertFails(
        () -> tracker.assertThatAction().hasAllocatedBytes(bytes(1229)),
        1229L,
        128L,
        """
        Expecting the action to allocate 1.2 KiB (1229 B) but it allocated 128 B in 5 objects:
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: hasAllocatedBytes(bytes(128))""");
  }

  @Test
  void fails_nothing() {
    assertFails(
        () ->
            new FakeTracker(OrderBookSnapshots.nothing())
                .assertThatAction()
                .hasAllocatedBytes(bytes(16)),
        16L,
        0L,
        """
        Expecting the action to allocate 16 B but it allocated nothing
        To accept: hasAllocatedBytes(bytes(0))""");
  }
}
