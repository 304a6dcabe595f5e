package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs tests that pass, fail and leak, and prints how each ended. Argument: the report folder. */
final class FullDiskMain {

  private FullDiskMain() {}

  public static void main(String[] arguments) {
    Outcome outcome = Engine.reportingTo(Path.of(arguments[0])).run(FullDiskTestCases.class);
    System.out.println("passed " + outcome.passed());
    System.out.println("failed " + outcome.failed());
    System.out.println(outcome.messageOf("leaks()").lines().findFirst().orElseThrow());
    System.out.println(outcome.messageOf("tooMany()").lines().findFirst().orElseThrow());
  }

  @TrackMemory
  static class FullDiskTestCases {

    private static final OrderBook BOOK = new OrderBook();

    @Test
    @LimitAllocations(count = 1)
    void tooMany() {
      BOOK.fill(3);
    }

    @Test
    void counted() {
      assertThatMemory(() -> BOOK.order(1)).hasAllocationCount(1);
    }

    @Test
    @NoLeaks
    void clean() {
      BOOK.order(1);
    }

    @Test
    @NoLeaks
    void leaks() {
      Registry.open(16);
    }
  }
}
