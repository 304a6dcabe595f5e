package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasNoLeaksOf_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());

  @Test
  void passes_otherType() {
    tracker.assertThatAction().hasNoLeaksOf(Integer.class);
  }

  @Test
  void fails_subtype() {
    assertFails(
        () -> tracker.assertThatAction().hasNoLeaksOf(CharSequence.class),
        0L,
        45L,
        """
        Expecting the action to leak no objects of java.lang.CharSequence but it leaked 45 (1.1 KiB):
          held by com.acme.Registry.SESSIONS (retains 4 KiB):
            45 x java.lang.StringBuilder  1.1 KiB   OrderBook.open(OrderBook.java:12)
            one of 45 alike, from the root:
              static field of com.acme.Registry
              com.acme.Registry.static SESSIONS   <- first reference in your code
              java.util.ArrayList.elementData
              java.lang.Object[][0]
              java.lang.StringBuilder
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        To accept: leaks().ofType(CharSequence.class).hasCount(45)""");
  }
}
