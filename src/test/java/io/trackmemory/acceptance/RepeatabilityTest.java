package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same figures each time, whatever TrackMemory itself does in between. */
class RepeatabilityTest {

  private static final OrderBook BOOK = new OrderBook();

  @TempDir static Path reports;

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static List<Object> figuresOf(MemorySnapshot seen) {
    return List.of(
        seen.allocationCount(),
        seen.allocatedBytes(),
        seen.types(),
        seen.sites(),
        seen.testCodeCount(),
        seen.leaks().size());
  }

  @Test
  void measuringTwice() {
    MemoryTracker.measure(() -> BOOK.day(10));
    MemorySnapshot first = MemoryTracker.measure(() -> BOOK.day(10));
    MemorySnapshot second = MemoryTracker.measure(() -> BOOK.day(10));
    assertThat(figuresOf(second)).isEqualTo(figuresOf(first));
  }

  @Test
  void askingTwice() {
    MemoryScope scope = MemoryTracker.open();
    BOOK.day(10);
    MemorySnapshot first = scope.snapshot();
    MemorySnapshot second = scope.snapshot();
    scope.close();
    MemorySnapshot last = scope.snapshot();
    assertThat(first.allocationCount()).isEqualTo(13);
    assertThat(second.sites()).isEqualTo(first.sites());
    assertThat(last.sites()).isEqualTo(first.sites());
  }

  @Test
  void checksAndFailures_areInNoCount() {
    try (MemoryScope scope = MemoryTracker.open()) {
      BOOK.day(10);
      MemorySnapshot before = scope.snapshot();
      assertThatMemory(before).hasAllocationCount(13).hasNoLeaks();
      try {
        assertThatMemory(before).hasNoAllocations();
      } catch (AssertionError expected) {
        // Its message is made within the scope.
      }
      assertThatMemory(scope).hasAllocationCount(13);
    }
  }

  @Test
  void reportInBetween() {
    MemoryTracker.measure(() -> BOOK.day(10));
    MemorySnapshot before = MemoryTracker.measure(() -> BOOK.day(10));
    Engine.reportingTo(reports).with("trackmemory.report", "always").run(TrackedTestCases.class);
    assertThat(reports.resolve("index.html")).exists();
    MemorySnapshot after = MemoryTracker.measure(() -> BOOK.day(10));
    assertThat(figuresOf(after)).isEqualTo(figuresOf(before));
  }

  @TrackMemory
  static class TrackedTestCases {

    @Test
    void tracked() {
      BOOK.day(10);
      Registry.open(1);
    }
  }
}
