package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.tracker.MemoryScope;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void eachTest_seesItsOwnMemoryOnly() {
    Outcome outcome =
        Fixtures.run(
            MeetingTestCases.class,
            "junit.jupiter.execution.parallel.enabled",
            "true",
            "junit.jupiter.execution.parallel.mode.default",
            "concurrent",
            "junit.jupiter.execution.parallel.config.strategy",
            "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism",
            "8"); // the worker of a parent may wait and run none of the four
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.passed()).hasSize(4);
  }

  @LimitAllocations(count = 100, bytes = "110 KB")
  static class MeetingTestCases {
    static final CyclicBarrier ALL_FOUR = new CyclicBarrier(4);
    final byte[][] kept = new byte[100][];

    @BeforeEach
    void meet() throws Exception {
      ALL_FOUR.await(60, TimeUnit.SECONDS);
    }

    @RepeatedTest(4)
    void allocates(MemoryScope memory) {
      for (int i = 0; i < kept.length; i++) {
        kept[i] = new byte[1000];
      }
    }

    @AfterEach
    void check(MemoryScope memory) {
      assertThat(memory.snapshot().since("body").types())
          .filteredOn(type -> type.typeName().equals("byte[]"))
          .singleElement()
          .satisfies(type -> assertThat(type.count()).isEqualTo(100));
    }
  }
}
