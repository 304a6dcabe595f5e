package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasAllocatedBytesAtMost_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  @Test
  void passes_limitKept() {
    tracker.assertThatAction().hasAllocatedBytesAtMost(bytes(128));
  }

  @Test
  void passes_sameAsOther() {
    tracker.assertThatAction().hasAllocatedBytesAtMost(OrderBookSnapshots.fills());
  }

  @Test
  void fails_limitBroken() {
    assertFails(
        () -> tracker.assertThatAction().hasAllocatedBytesAtMost(bytes(127)),
        127L,
        128L,
        """
        Expecting the action to allocate at most 127 B but it allocated 128 B in 5 objects:
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: hasAllocatedBytesAtMost(bytes(128))""");
  }

  @Test
  void fails_moreThanOther() {
    assertFails(
        () ->
            tracker
                .assertThatAction()
                .hasAllocatedBytesAtMost(
                    new FakeSnapshot()
                        .with(
                            FakeSnapshot.row(
                                1,
                                "java.lang.Integer",
                                16,
                                FakeSnapshot.user(OrderBookSnapshots.BOOK, "match", 42)),
                            OrderBookSnapshots.list(),
                            FakeSnapshot.row(
                                2,
                                "java.lang.Long",
                                32,
                                FakeSnapshot.user(OrderBookSnapshots.BOOK, "match", 40)))),
        72L,
        128L,
        """
        Expecting the action to allocate at most 72 B, as the other measurement did, but it allocated 128 B in 5 objects; the difference by line:
          +1 x java.lang.Object[]    +56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          +2 x java.lang.Integer     +32 B   OrderBook.match(OrderBook.java:42)
          -2 x java.lang.Long        -32 B   OrderBook.match(OrderBook.java:40)
        To accept: hasAllocatedBytesAtMost(bytes(128))""");
  }

  @Test
  void fails_otherUncertified() {
    assertFails(
        () ->
            tracker
                .assertThatAction()
                .hasAllocatedBytesAtMost(new FakeSnapshot().uncertified("class A was lost")),
        0L,
        "n/a",
        """
        Cannot certify hasAllocatedBytesAtMost(a snapshot of 0 B) of the action: the other measurement: class A was lost""");
  }
}
