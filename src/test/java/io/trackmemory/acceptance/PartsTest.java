package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.OrderBook.Order;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scopes and what lies between their checkpoints. */
class PartsTest {

  private static final OrderBook BOOK = new OrderBook();

  @BeforeAll
  static void loadCode() {
    MemoryTracker.measure(() -> BOOK.day(1));
  }

  private static MemorySnapshot threeParts() {
    try (MemoryScope scope = MemoryTracker.open()) {
      BOOK.order(1);
      scope.checkpoint("opened");
      BOOK.prices(2);
      scope.checkpoint("priced");
      BOOK.order(3);
      BOOK.order(4);
      return scope.snapshot();
    }
  }

  @Test
  void scope_countsUntilTheFirstCheck() {
    try (MemoryScope scope = MemoryTracker.open()) {
      BOOK.order(1);
      BOOK.order(2);
      assertThatMemory(scope).hasAllocationCount(2).hasAllocatedBytes(bytes(48));
      BOOK.order(3);
      assertThatMemory(scope).hasAllocationCount(3);
    }
  }

  @Test
  void scope_failing() {
    MemoryScope scope = MemoryTracker.open();
    BOOK.order(1);
    scope.close();
    BOOK.order(2);
    assertThat(messageOf(() -> assertThatMemory(scope).hasNoAllocations()))
        .isEqualTo(
            """
            Expecting the scope to make no allocations but it made 1 (24 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18)
            To accept: hasAllocationCountAtMost(1)""");
  }

  @Test
  void parts() {
    MemorySnapshot snapshot = threeParts();
    assertThatMemory(snapshot).hasAllocationCount(4);
    assertThatMemory(snapshot).until("opened").hasAllocationCount(1);
    assertThatMemory(snapshot)
        .since("opened")
        .hasAllocationCount(3)
        .allocations()
        .ofType(Order.class)
        .hasCount(2);
    assertThatMemory(snapshot)
        .since("opened")
        .until("priced")
        .hasAllocationCount(1)
        .hasAllocatedBytes(bytes(32));
    assertThatMemory(snapshot).since("priced").hasAllocationCount(2);
    assertThatMemory(snapshot).until("priced").hasAllocationCount(2);
  }

  @Test
  void since_failing() {
    assertThat(
            messageOf(
                () -> assertThatMemory(threeParts()).since("priced").hasAllocationCountAtMost(1)))
        .isEqualTo(
            """
            Expecting the snapshot since "priced" to make at most 1 allocation but it made 2 (48 B):
              2 x io.trackmemory.acceptance.code.OrderBook$Order     48 B   OrderBook.order(OrderBook.java:18)
            To accept: since("priced").hasAllocationCountAtMost(2)""");
  }

  @Test
  void until_failing() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(threeParts())
                        .since("opened")
                        .until("priced")
                        .allocations()
                        .ofType("long[]")
                        .isEmpty()))
        .isEqualTo(
            """
            Expecting the snapshot since "opened" until "priced" to make no allocations of long[] but it made 1 (32 B):
              1 x long[]     32 B   OrderBook.prices(OrderBook.java:23)
            To accept: since("opened").until("priced").allocations().ofType("long[]").hasCountAtMost(1)""");
  }

  @Test
  void unknownCheckpoint() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatMemory(threeParts()).since("closed"))
        .withMessage("checkpoint must be one of [opened, priced]: closed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatMemory(() -> BOOK.sum(1, 2)).until("closed"))
        .withMessage("checkpoint must be one of []: closed");
  }

  @Test
  void checkpoints_inTheWrongOrder_areNoPart() {
    MemorySnapshot snapshot = threeParts();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatMemory(snapshot).since("priced").until("opened"))
        .withMessage("checkpoint must be one of []: opened");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatMemory(snapshot).until("opened").since("priced"))
        .withMessage("checkpoint must be one of []: priced");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> snapshot.since("opened").until("opened"))
        .withMessage("checkpoint must be one of [priced]: opened");
    assertThatMemory(snapshot).until("priced").since("opened").hasAllocationCount(1);
  }

  @Test
  void checkpoint_badNames() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.checkpoint("opened");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.checkpoint("opened"))
          .withMessage("checkpoint must be new in its scope: opened");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.checkpoint(" "))
          .withMessage("checkpoint must have a name:  ");
    }
  }

  @Test
  void pause_isNotCounted() {
    try (MemoryScope scope = MemoryTracker.open()) {
      BOOK.order(1);
      try (MemoryScope.Pause pause = scope.pause()) {
        BOOK.day(10);
      }
      BOOK.order(2);
      scope.pause();
      BOOK.day(10);
      scope.resume();
      assertThatMemory(scope).hasAllocationCount(2);
    }
  }

  @Test
  void innerScope_countsInTheOuterOne() {
    try (MemoryScope outer = MemoryTracker.open()) {
      BOOK.order(1);
      try (MemoryScope inner = MemoryTracker.open()) {
        BOOK.order(2);
        assertThatMemory(inner).hasAllocationCount(1);
      }
      assertThatMemory(() -> BOOK.order(3)).hasAllocationCount(1);
      assertThatMemory(outer).hasAllocationCount(3);
    }
  }
}
