package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.failureOf;
import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Every check on counts and bytes of an action, passing and failing. */
@Tag("all-compilers")
class AllocationChecksTest {

  private final OrderBook book = new OrderBook();

  @BeforeAll
  static void attachAgentAndLoadCode() {
    MemoryTracker.measure(() -> new OrderBook().day(1));
  }

  @Test
  void passing() throws Throwable {
    assertThatMemory(() -> book.sum(1, 2)).hasNoAllocations();
    assertThatMemory(() -> book.day(10))
        .hasAllocationCount(13)
        .hasAllocationCountAtMost(13)
        .hasAllocationCountAtMost(14)
        .hasAllocatedBytes(bytes(10 * 24 + 24 + 56 + 96))
        .hasAllocatedBytesAtMost(bytes(416))
        .hasAllocatedBytesAtMost(kib(1));
    MemorySnapshot other = MemoryTracker.measure(() -> book.day(10));
    assertThatMemory(() -> book.day(10)).hasAllocatedBytesAtMost(other);
  }

  @Test
  void hasNoAllocations() {
    assertThat(messageOf(() -> assertThatMemory(() -> book.fill(3)).hasNoAllocations()))
        .isEqualTo(
            """
            Expecting the action to make no allocations but it made 3 (48 B):
              3 x java.lang.Integer     48 B   OrderBook.fill(OrderBook.java:29)
            To accept: hasAllocationCountAtMost(3)""");
  }

  @Test
  void hasAllocationCount() {
    assertThat(messageOf(() -> assertThatMemory(() -> book.day(10)).hasAllocationCount(12)))
        .isEqualTo(
            """
            Expecting the action to make 12 allocations but it made 13 (416 B):
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
               1 x long[]                                             96 B   OrderBook.prices(OrderBook.java:23)
               1 x java.lang.Object[]                                 56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
               1 x java.util.ArrayList                                24 B   OrderBook.day(OrderBook.java:37)
            To accept: hasAllocationCount(13)""");
    assertThat(messageOf(() -> assertThatMemory(() -> book.sum(1, 2)).hasAllocationCount(1)))
        .isEqualTo(
            """
            Expecting the action to make 1 allocation but it made none
            To accept: hasAllocationCount(0)""");
  }

  @Test
  void hasAllocationCountAtMost() {
    assertThat(messageOf(() -> assertThatMemory(() -> book.day(10)).hasAllocationCountAtMost(1)))
        .isEqualTo(
            """
            Expecting the action to make at most 1 allocation but it made 13 (416 B):
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
               1 x long[]                                             96 B   OrderBook.prices(OrderBook.java:23)
               1 x java.lang.Object[]                                 56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
               1 x java.util.ArrayList                                24 B   OrderBook.day(OrderBook.java:37)
            To accept: hasAllocationCountAtMost(13)""");
  }

  @Test
  void hasAllocatedBytes() {
    assertThat(messageOf(() -> assertThatMemory(() -> book.prices(1000)).hasAllocatedBytes(kib(8))))
        .isEqualTo(
            """
            Expecting the action to allocate 8 KiB but it allocated 7.8 KiB (8016 B) in 1 object:
              1 x long[]  7.8 KiB   OrderBook.prices(OrderBook.java:23)
            To accept: hasAllocatedBytes(bytes(8016))""");
  }

  @Test
  void hasAllocatedBytesAtMost() {
    assertThat(
            messageOf(
                () -> assertThatMemory(() -> book.day(10)).hasAllocatedBytesAtMost(bytes(415))))
        .isEqualTo(
            """
            Expecting the action to allocate at most 415 B but it allocated 416 B in 13 objects:
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
               1 x long[]                                             96 B   OrderBook.prices(OrderBook.java:23)
               1 x java.lang.Object[]                                 56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
               1 x java.util.ArrayList                                24 B   OrderBook.day(OrderBook.java:37)
            To accept: hasAllocatedBytesAtMost(bytes(416))""");
  }

  @Test
  void hasAllocatedBytesAtMost_snapshot() {
    MemorySnapshot other = MemoryTracker.measure(() -> book.day(2));
    assertThat(messageOf(() -> assertThatMemory(() -> book.day(10)).hasAllocatedBytesAtMost(other)))
        .isEqualTo(
            """
            Expecting the action to allocate at most 128 B, as the other measurement did, but it allocated 416 B in 13 objects; the difference by line:
              +8 x io.trackmemory.acceptance.code.OrderBook$Order   +192 B   OrderBook.order(OrderBook.java:18)
               0 x long[]                                            +64 B   OrderBook.prices(OrderBook.java:23)
               0 x java.lang.Object[]                                +32 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
            To accept: hasAllocatedBytesAtMost(bytes(416))""");
  }

  @Test
  void failure_carriesExpectedAndActual() {
    AssertionFailedError count =
        failureOf(() -> assertThatMemory(() -> book.fill(3)).hasAllocationCountAtMost(2));
    assertThat(count.getExpected().getValue()).isEqualTo(2L);
    assertThat(count.getActual().getValue()).isEqualTo(3L);
    AssertionFailedError size =
        failureOf(() -> assertThatMemory(() -> book.prices(8)).hasAllocatedBytesAtMost(bytes(79)));
    assertThat(size.getExpected().getValue()).isEqualTo(79L);
    assertThat(size.getActual().getValue()).isEqualTo(80L);
  }
}
