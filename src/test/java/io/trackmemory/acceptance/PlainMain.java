package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemoryTracker;

/** A program of its own: assertions only, no JUnit. */
final class PlainMain {

  static Object kept = "";

  private PlainMain() {}

  public static void main(String[] arguments) {
    OrderBook book = new OrderBook();
    assertThatMemory(() -> book.sum(1, 2)).hasNoAllocations().hasNoLeaks();
    assertThatMemory(() -> book.prices(8)).hasAllocationCount(1).hasAllocatedBytes(bytes(80));
    print(() -> assertThatMemory(() -> book.fill(3)).hasNoAllocations());
    print(() -> assertThatMemory(() -> Registry.open(100)).hasNoLeaks());
    try { // in a method that ran all along
      assertThatMemory(() -> book.fill(1)).hasNoAllocations();
    } catch (AssertionError failure) {
      System.out.println(failure.getMessage());
    }
    try (MemoryScope scope = MemoryTracker.open()) {
      kept = new OrderBook();
      print(() -> assertThatMemory(scope).hasNoAllocations());
    }
    openScope();
  }

  private static void openScope() {
    try (MemoryScope scope = MemoryTracker.open()) {
      kept = new OrderBook();
      print(() -> assertThatMemory(scope).hasAllocationCount(4)); // and the lambda
    }
  }

  private static void print(Runnable check) {
    try {
      check.run();
      System.out.println("passed");
    } catch (AssertionError failure) {
      System.out.println(failure.getMessage());
    }
  }
}
