package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.kib;

import org.junit.jupiter.api.Test;

class MemoryAssert_hasJvmAllocatedBytesAtMost_Test {

  private final FakeTracker tracker =
      new FakeTracker(OrderBookSnapshots.fills().jvm(4096).firstUse(391, 12288));

  @Test
  void passes_limitKept() {
    tracker.assertThatAction().hasJvmAllocatedBytesAtMost(kib(4)).hasAllocationCount(5);
  }

  @Test
  void passes_snapshot() {
    tracker.assertThatSnapshot().hasAllocationCount(5).hasJvmAllocatedBytesAtMost(kib(4));
  }

  @Test
  void fails_limitBroken() {
    assertFails(
        () -> tracker.assertThatAction().hasJvmAllocatedBytesAtMost(kib(1)),
        1024L,
        4096L,
        """
        Expecting the JVM to count at most 1 KiB for the action but it counted 4 KiB; as written, it allocated 128 B in 5 objects:
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        First use, in the JVM's figure: 391 objects, 12 KiB
        To accept: hasJvmAllocatedBytesAtMost(kib(4))""");
  }

  @Test
  void uncertified_afterAnotherCheck() {
    assertFails(
        () -> tracker.assertThatAction().hasAllocationCount(5).hasJvmAllocatedBytesAtMost(kib(4)),
        4096L,
        "n/a",
        """
        Cannot certify hasJvmAllocatedBytesAtMost(kib(4)) of the action: an earlier check had the action's objects followed, which takes from the JIT compiler what it could have removed; make this the first check, on an assert of its own""");
  }

  @Test
  void uncertified_noCounter() {
    assertFails(
        () ->
            new FakeTracker(OrderBookSnapshots.fills())
                .assertThatAction()
                .hasJvmAllocatedBytesAtMost(kib(4)),
        4096L,
        "n/a",
        """
        Cannot certify hasJvmAllocatedBytesAtMost(kib(4)) of the action: this JVM has no counter of its own for the thread measured; use a platform thread of a HotSpot JVM, or check what the code allocates as written with hasAllocatedBytesAtMost""");
  }
}
