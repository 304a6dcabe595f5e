package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static io.trackmemory.dsl.Budget.budget;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.MemoryBudget;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets of phases and in one line, through the public face. */
class BudgetsTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final List<Object> KEPT = new ArrayList<>(16);

  @BeforeAll
  static void loadCode() {
    MemoryTracker.measure(() -> BOOK.day(1));
  }

  @AfterEach
  void forget() {
    KEPT.clear();
  }

  /** 24 B in set-up, 32 B in the run, 48 B in tear-down. */
  private static MemorySnapshot threePhases() {
    try (MemoryScope scope = MemoryTracker.open()) {
      BOOK.order(1);
      scope.checkpoint("body");
      BOOK.prices(2);
      scope.checkpoint("teardown");
      BOOK.order(3);
      BOOK.order(4);
      return scope.snapshot();
    }
  }

  @Test
  void snapshot_eachPhaseByItself_whatIsOfferedPasses() {
    MemorySnapshot seen = threePhases();
    assertThat(
            toldOfCodeOnly(
                messageOf(
                    () ->
                        assertThatMemory(seen)
                            .meets(budget().setUp(kib(1)).run(bytes(31)).tearDown(bytes(47))))))
        .isEqualTo(
            """
            Expecting the snapshot to meet its budget but it broke 2 of 3 limits:
              Expecting the snapshot in its run to allocate at most 31 B but it allocated 32 B in 1 object:
                  1 x long[]     32 B   OrderBook.prices(OrderBook.java:23)
                To accept: run(bytes(32))
              Expecting the snapshot in tear-down to allocate at most 47 B but it allocated 48 B in 2 objects:
                  2 x io.trackmemory.acceptance.code.OrderBook$Order     48 B   OrderBook.order(OrderBook.java:18)
                To accept: tearDown(bytes(48))
            To accept: meets(budget().setUp(kib(1)).run(bytes(32)).tearDown(bytes(48)))""");
    assertThatMemory(seen)
        .meets(budget().setUp(kib(1)).run(bytes(32)).tearDown(bytes(48)))
        .hasAllocationCount(4);
  }

  @Test
  void action_peakIsDecidedExactly_leaksAreFound() {
    String message =
        messageOf(
            () ->
                assertThatMemory(() -> KEPT.add(BOOK.order(1)))
                    .meets(budget().peak(bytes(23)).noLeaks()));
    assertThat(message)
        .startsWith("Expecting the action to meet its budget but it broke 2 of 2 limits:\n")
        .contains("to have at most 23 B alive at once but it had at least 24 B")
        .contains("held by io.trackmemory.acceptance.BudgetsTest.KEPT")
        .endsWith("\nTo accept: meets(budget().peak(bytes(24)).leaks(bytes(24)))");
    assertThatMemory(() -> KEPT.add(BOOK.order(1)))
        .meets(budget().peak(bytes(24)).leaks(bytes(24)));
  }

  @Test
  void action_hasNoPhases() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> assertThatMemory(() -> BOOK.order(1)).meets(budget().setUp(kib(1)).noLeaks()))
        .withMessageEndingWith("; the action has [], and no body");
  }

  @BeforeEach
  void open() {
    KEPT.add(BOOK.order(1));
  }

  @Test
  @MemoryBudget(setUp = "64 KiB", run = "256 KiB", peak = "1 MiB", leaks = "64 KiB")
  void ofATest(MemoryScope memory) {
    BOOK.day(100);
    assertThatMemory(memory).meets(budget().setUp(kib(64)));
    assertThatMemory(() -> BOOK.day(10)).meets(budget().peak(mib(1)).noLeaks());
  }
}
