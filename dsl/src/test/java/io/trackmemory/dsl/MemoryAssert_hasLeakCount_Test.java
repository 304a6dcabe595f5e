package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasLeakCount_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());

  @Test
  void passes_thatMany() {
    tracker.assertThatAction().hasLeakCount(46);
  }

  @Test
  void fails_other() {
    assertFails(
        () -> tracker.assertThatAction().hasLeakCount(1),
        1L,
        46L,
        """
        Expecting the action to leak 1 object but it leaked 46 (1.3 KiB):
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
        To accept: hasLeakCount(46)""");
  }

  @Test
  void fails_none() {
    assertFails(
        () -> new FakeTracker(OrderBookSnapshots.fills()).assertThatAction().hasLeakCount(1),
        1L,
        0L,
        """
        Expecting the action to leak 1 object but it leaked none
        To accept: hasLeakCount(0)""");
  }
}
