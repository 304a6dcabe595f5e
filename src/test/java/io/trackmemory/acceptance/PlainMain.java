package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;

/** A program of its own: assertions only, no JUnit. */
final class PlainMain {

  private PlainMain() {}

  public static void main(String[] arguments) {
    OrderBook book = new OrderBook();
    assertThatMemory(() -> book.sum(1, 2)).hasNoAllocations().hasNoLeaks();
    assertThatMemory(() -> book.prices(8)).hasAllocationCount(1).hasAllocatedBytes(bytes(80));
    print(() -> assertThatMemory(() -> book.fill(3)).hasNoAllocations());
    print(() -> assertThatMemory(() -> Registry.open(100)).hasNoLeaks());
    try {
      assertThatMemory(() -> book.fill(1)).hasNoAllocations(); // in a method that ran all along
    } catch (AssertionError failure) {
      System.out.println(failure.getMessage());
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
