package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.examples.SevenValues.Holder;
import io.trackmemory.examples.SevenValues.Values;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.TypeStatistics;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Exactly what the code allocates, type by type, however cold or warm it is. */
@TrackMemory
class SevenValuesTest {

  private static final int SEED = 1_000;

  @Test
  void countsWhatTheCodeAllocates() {
    assertThatMemory(() -> SevenValues.create(SEED)).hasAllocationCount(15);
  }

  @Test
  void countsTypeByType() {
    MemorySnapshot snapshot = MemoryTracker.measure(() -> SevenValues.create(SEED));
    assertThat(counts(snapshot))
        .isEqualTo(
            Map.of(
                "java.util.ArrayList",
                1L,
                "java.lang.Object[]",
                1L,
                "java.lang.Integer",
                5L,
                "java.lang.String",
                1L,
                "byte[]",
                1L,
                "java.lang.Long",
                1L,
                "java.lang.Double",
                1L,
                Holder.class.getName(),
                3L,
                Values.class.getName(),
                1L));
    assertThatMemory(snapshot).allocations().ofType(ArrayList.class).hasCount(1);
    assertThatMemory(snapshot).allocations().ofType(Integer.class).hasCount(5);
    assertThatMemory(snapshot).allocations().ofType(Holder.class).hasCount(3);
  }

  @Test
  void countsTheSameAfterTenThousandRuns() {
    assertThatMemory(() -> SevenValues.create(SEED)).afterWarmup(10_000).hasAllocationCount(15);
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to make at most 7 allocations but it made 15",
        "5 x java.lang.Integer",
        "SevenValues.create(SevenValues.java:"
      })
  void sevenValuesAreSevenObjects() {
    assertThatMemory(() -> SevenValues.create(SEED)).hasAllocationCountAtMost(7);
  }

  private static Map<String, Long> counts(MemorySnapshot snapshot) {
    return snapshot.types().stream()
        .collect(Collectors.toMap(TypeStatistics::typeName, TypeStatistics::count));
  }
}
