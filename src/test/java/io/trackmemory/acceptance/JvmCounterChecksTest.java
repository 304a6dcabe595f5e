package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.comparable;
import static io.trackmemory.acceptance.Messages.failureOf;
import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.OrderBook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Checks on the JVM's own counter. */
@Tag("all-compilers")
class JvmCounterChecksTest {

  static Object sink = "";

  private final OrderBook book = new OrderBook();

  @BeforeAll
  static void attachAgentAndLoadCode() {
    assertThatMemory(() -> sink = new OrderBook().prices(1)).hasAllocationCount(4);
  }

  @Test
  void passing() {
    assertThatMemory(() -> book.sum(1, 2)).afterWarmup(10).hasNoJvmAllocations();
    assertThatMemory(() -> sink = book.prices(125))
        .afterWarmup(10)
        .hasJvmAllocatedBytesAtMost(bytes(1016))
        .hasJvmAllocatedBytesAtMost(kib(1))
        .hasAllocatedBytes(bytes(1016));
  }

  @Test
  void hasNoJvmAllocations() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> sink = book.prices(125))
                        .afterWarmup(10)
                        .hasNoJvmAllocations()))
        .isEqualTo(
            """
            Expecting the JVM to count no bytes for the action but it counted 1016 B; as written, it allocated 1016 B in 1 object:
              1 x long[]   1016 B   OrderBook.prices(OrderBook.java:23)
            To accept: hasJvmAllocatedBytesAtMost(bytes(1016))""");
  }

  @Test
  void hasJvmAllocatedBytesAtMost() {
    AssertionFailedError failure =
        failureOf(
            () ->
                assertThatMemory(() -> sink = book.prices(125))
                    .afterWarmup(10)
                    .hasJvmAllocatedBytesAtMost(bytes(1015)));
    assertThat(comparable(failure))
        .isEqualTo(
            """
            Expecting the JVM to count at most 1015 B for the action but it counted 1016 B; as written, it allocated 1016 B in 1 object:
              1 x long[]   1016 B   OrderBook.prices(OrderBook.java:23)
            To accept: hasJvmAllocatedBytesAtMost(bytes(1016))""");
    assertThat(failure.getExpected().getValue()).isEqualTo(1015L);
    assertThat(failure.getActual().getValue()).isEqualTo(1016L);
  }

  @Test
  void workOnAnotherThread_isNotInTheFigure_andCannotBeCertified() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(
                            () -> {
                              Thread worker =
                                  new Thread(() -> sink = book.prices(125_000), "worker");
                              worker.start();
                              worker.join();
                            })
                        .hasJvmAllocatedBytesAtMost(kib(500))))
        .startsWith(
            "Cannot certify hasJvmAllocatedBytesAtMost(kib(500)) of the action: the JVM's figure is"
                + " that of the thread measured, and thread worker made ");
  }

  @Test
  void laterThanAnotherCheck_cannotBeCertified() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> book.sum(1, 2))
                        .hasNoAllocations()
                        .hasNoJvmAllocations()))
        .isEqualTo(
            "Cannot certify hasNoJvmAllocations() of the action: an earlier check had the action's objects followed, which takes from the JIT compiler what it could have removed; make this the first check, on an assert of its own");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> book.sum(1, 2))
                        .hasNoAllocations()
                        .hasJvmAllocatedBytesAtMost(kib(1))))
        .isEqualTo(
            "Cannot certify hasJvmAllocatedBytesAtMost(kib(1)) of the action: an earlier check had the action's objects followed, which takes from the JIT compiler what it could have removed; make this the first check, on an assert of its own");
  }

  @Test
  void leaksAfterIt_cannotBeCertified() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> book.sum(1, 2))
                        .afterWarmup(10)
                        .hasNoJvmAllocations()
                        .hasNoLeaks()))
        .isEqualTo(
            "Cannot certify hasNoLeaks() of the action: this measurement only counted and followed no object; ask for leaks in a measurement of its own");
  }

  @Test
  void insideALeakCheck_passesOrCannotBeCertified() {
    List<String> messages = new ArrayList<>();
    assertThatMemory(
            () -> {
              assertThatMemory(() -> book.sum(1, 2)).afterWarmup(10).hasNoJvmAllocations();
              messages.add(
                  messageOf(
                      () ->
                          assertThatMemory(() -> sink = book.prices(125))
                              .afterWarmup(10)
                              .hasNoJvmAllocations()));
            })
        .hasAllocationCountAtMost(100_000);
    assertThat(messages)
        .containsExactly(
            "Cannot certify hasNoJvmAllocations() of the action: an enclosing scope or a test in parallel looks for leaks, which takes from the JIT compiler what it could have removed; check this apart from @NoLeaks and hasNoLeaks()");
  }
}
