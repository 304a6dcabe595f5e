package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With parallel execution and on other threads, a test sees its own memory only. */
class ParallelTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final CyclicBarrier TOGETHER = new CyclicBarrier(4);

  @TempDir static Path reports;

  @Test
  void parallelTests_areTheirOwn() {
    Outcome outcome =
        Engine.reportingTo(reports)
            .with("junit.jupiter.execution.parallel.enabled", "true")
            .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
            .run(ParallelTestCases.class);
    assertThat(outcome.passed()).containsExactly("100 orders", "200 orders", "300 orders");
    assertThat(outcome.failed()).containsExactly("400 orders");
    assertThat(outcome.failureOf("400 orders")).hasMessageContaining("it made 400 (9.4 KiB)");
  }

  @Execution(ExecutionMode.CONCURRENT)
  static class ParallelTestCases {

    @ParameterizedTest(name = "{0} orders")
    @ValueSource(ints = {100, 200, 300, 400})
    @LimitAllocations(count = 399)
    void orders(int count) throws Exception {
      if (count != 400 || BOOK.sum(1, 2) == 3) {
        allocate(count);
      }
    }

    private static void allocate(int count) {
      for (int i = 0; i < count; i++) {
        BOOK.order(i);
      }
    }
  }

  @Test
  void parallelScopes_countWhatIsTheirs() {
    Outcome outcome =
        Engine.reportingTo(reports)
            .with("junit.jupiter.execution.parallel.enabled", "true")
            .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
            .run(TogetherTestCases.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.passed()).hasSize(4);
  }

  @TrackMemory
  @Execution(ExecutionMode.CONCURRENT)
  static class TogetherTestCases {

    @ParameterizedTest
    @ValueSource(ints = {1_000, 2_000, 3_000, 4_000})
    @Timeout(60)
    void orders(int count, MemoryScope memory) throws Exception {
      TOGETHER.await();
      for (int i = 0; i < count; i++) {
        BOOK.order(i);
      }
      TOGETHER.await();
      assertThat(memory.snapshot().types())
          .filteredOn(type -> type.typeName().endsWith("Order"))
          .singleElement()
          .satisfies(type -> assertThat(type.count()).isEqualTo(count));
    }
  }

  @Test
  void timeoutOnAnotherThread_isTheBodyStill() {
    Outcome outcome = Engine.reportingTo(reports).run(TimeoutTestCases.class);
    assertThat(outcome.passed()).containsExactly("sums()");
    assertThat(outcome.failed()).containsExactly("orders()");
    assertThat(outcome.failureOf("orders()"))
        .hasMessageContaining("to make at most 0 allocations but it made 1 (24 B)");
  }

  @LimitAllocations(count = 0)
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  static class TimeoutTestCases {

    @Test
    void sums() {
      BOOK.sum(1, 2);
    }

    @Test
    void orders() {
      BOOK.order(1);
    }
  }

  @Test
  void threadsThatATestStarts_areItsOwn() {
    Outcome outcome = Engine.reportingTo(reports).run(ThreadsTestCases.class);
    assertThat(outcome.passed()).containsExactly("clean()");
    assertThat(outcome.failed()).containsExactly("tooMany()");
    assertThat(outcome.failureOf("tooMany()")).hasMessageContaining("in helper");
  }

  static class ThreadsTestCases {

    @Test
    @NoLeaks
    void clean() throws InterruptedException {
      startAndJoin(5);
    }

    @Test
    @LimitAllocations(count = 100)
    void tooMany() throws InterruptedException {
      startAndJoin(200);
    }

    private static void startAndJoin(int orders) throws InterruptedException {
      Thread helper =
          new Thread(
              () -> {
                List<Integer> none = List.of();
                IntStream.range(none.size(), orders).forEach(BOOK::order);
              },
              "helper");
      helper.start();
      helper.join(Duration.ofMinutes(1).toMillis());
    }
  }
}
