package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasLeakedBytesAtMost_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());

  @Test
  void passes_limitKept() {
    tracker.assertThatAction().hasLeakedBytesAtMost(bytes(1296));
  }

  @Test
  void fails_limitBroken() {
    assertFails(
        () -> tracker.assertThatAction().hasLeakedBytesAtMost(bytes(64)),
        64L,
        1296L,
        """
        Expecting the action to leak at most 64 B but it leaked 1.3 KiB (1296 B) in 46 objects:
          held by com.acme.Registry.SESSIONS (retains 4 KiB):
            45 x java.lang.StringBuilder  1.1 KiB   OrderBook.open(OrderBook.java:12)
             1 x java.lang.Object[]         216 B   OrderBook.open(OrderBook.java:13)
            one of 45 alike, from the root:
              static field of com.acme.Registry
              com.acme.Registry.static SESSIONS   <- first reference in your code
              java.util.ArrayList.elementData
              java.lang.Object[][0]
              java.lang.StringBuilder
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        To accept: hasLeakedBytesAtMost(bytes(1296))""");
  }
}
