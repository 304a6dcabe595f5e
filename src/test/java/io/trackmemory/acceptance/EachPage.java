package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static io.trackmemory.dsl.MemoryAssertions.kib;

import io.trackmemory.acceptance.code.Keeping;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.dsl.Growth;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that end in each way that a page has a look of its own for, and their pages. */
final class EachPage {

  private static final OrderBook BOOK = new OrderBook();

  private EachPage() {}

  /** Runs those that take no time, and returns the folder of their pages. */
  static Path quick(Path reports) {
    Engine.reportingTo(reports).run(Quick.class);
    return reports;
  }

  /** Runs all, and returns the folder of their pages. */
  static Path all(Path reports) {
    try {
      Engine.reportingTo(reports).run(Quick.class, Deep.class, Names.class);
    } finally {
      Registry.clear();
      Keeping.clear();
    }
    return reports;
  }

  /** The page of the test of that name. */
  static Path page(Path reports, String test) {
    return Stream.of(Quick.class, Deep.class)
        .map(each -> reports.resolve(each.getName()).resolve(test + ".html"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no page of " + test));
  }

  /** What needs no look at the heap. */
  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class Quick {

    @Test
    void allocation() {
      assertThatMemory(() -> BOOK.day(50)).hasAllocatedBytesAtMost(kib(1));
    }

    @Test
    @LimitAllocations(bytes = "1 KiB")
    void threads(MemoryScope memory) throws InterruptedException {
      BOOK.fill(10);
      memory.checkpoint("filled");
      for (int i = 0; i < 3; i++) {
        Thread thread = new Thread(() -> BOOK.day(100), "trader-" + i);
        thread.start();
        thread.join();
        memory.checkpoint("day " + i);
      }
    }

    @Test
    void manyWords() {
      assertThatMemory(() -> BOOK.day(50))
          .allocations()
          .ofType("io.trackmemory.acceptance.code.OrderBook$Order")
          .onThread(Thread.currentThread().getName())
          .hasCount(3);
    }

    @Test
    @LimitAllocations(count = 2, bytes = "8 B")
    void manyWordsOfSeveral() {
      manyWords();
    }

    @Test
    void bySize() {
      assertThatMemoryOver(new int[] {64, 128, 256, 512, 1024}, n -> BOOK.prices(n))
          .growsAtMost(Growth.CONSTANT);
    }

    @Test
    void passed() {
      assertThatMemory(() -> BOOK.order(1)).hasAllocationCountAtMost(9);
    }

    @Test
    void ownFailure() {
      BOOK.order(1);
      throw new IllegalStateException("an order has no price");
    }

    @Test
    void aborted() {
      BOOK.order(1);
      Assumptions.abort("no exchange today");
    }

    @RepeatedTest(5)
    @NoAllocations
    void repeated() {
      BOOK.order(1);
    }
  }

  /** What looks at the heap. */
  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class Deep {

    @Test
    @NoLeaks
    void leak() {
      for (int i = 0; i < 4; i++) {
        Registry.open(1_000);
      }
      Registry.cache("page", 100);
    }

    @Test
    void growth() {
      assertThatMemory(Keeping::inList).overRuns(10).hasNoGrowth();
    }

    @Test
    @LimitPeak("4 KiB")
    void peak() {
      byte[][] rows = new byte[20][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new byte[1_000];
      }
    }

    @Test
    void uncertified() {
      assertThatMemory(Keeping::inList).overRuns(3).hasNoGrowth();
    }

    @Test
    @NoLeaks
    @NoAllocations
    @LimitPeak("64 B")
    void several() {
      Registry.open(100);
      BOOK.day(5);
    }
  }

  /** Tests with names that a page must stand. */
  @NoAllocations
  static class Names {

    static final List<String> ALL =
        List.of(
            "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>",
            "a".repeat(300),
            "\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u202egnp",
            "\ud83d\ude80 \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 e\u0301\u0301\u0301");

    @TestFactory
    List<DynamicTest> names() {
      return ALL.stream().map(name -> DynamicTest.dynamicTest(name, () -> BOOK.order(1))).toList();
    }
  }
}
