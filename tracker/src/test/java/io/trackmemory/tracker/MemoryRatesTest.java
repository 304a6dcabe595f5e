package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.heap.FullCollection;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates of a scope: what is asked of the clocks, and whose collections they are of. */
class MemoryRatesTest {

  private static final int COLLECTIONS = 3;

  private static MemoryRates of(long millis, long bytes, long collections, long pauseMillis) {
    return MemoryRates.of(
        millis * 1_000_000, bytes, OptionalLong.of(collections), OptionalLong.of(pauseMillis));
  }

  @Test
  void of_enoughTime_givesRateAndShare() {
    MemoryRates rates = of(500, 1_024, 2, 50);

    assertThat(rates.allocatedBytesPerSecond()).hasValue(2_048);
    assertThat(rates.pauseShare()).hasValue(0.1);
    assertThat(rates)
        .hasToString("2 KiB a second, 2 collections, pauses 50 ms (10.0 %), GC pressure MEDIUM");
  }

  @Test
  void of_tooShort_hasNoRateAndNoGrade() {
    MemoryRates rates = of(0, 1_024, 1, 0);

    assertThat(rates.allocatedBytesPerSecond()).isEmpty();
    assertThat(rates.pauseShare()).isEmpty();
    assertThat(rates.gcPressure()).isEmpty();
    assertThat(rates)
        .hasToString("n/a a second, 1 collections, pauses 0 ms (n/a), GC pressure n/a");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0, 0, NONE",
    "5, 0, 0, NONE",
    "1000, 1, 0, LOW",
    "1000, 1, 49, LOW",
    "1000, 1, 50, MEDIUM",
    "1000, 9, 199, MEDIUM",
    "1000, 9, 200, HIGH",
    "1000, 9, 2000, HIGH"
  })
  void gcPressure_byShareOfPauses(long millis, long collections, long pauses, GcPressure grade) {
    assertThat(of(millis, 1, collections, pauses).gcPressure()).contains(grade);
  }

  @Test
  void gcPressure_unknownCollections_isUnknown() {
    assertThat(MemoryRates.of(1_000_000_000, 1, OptionalLong.empty(), OptionalLong.empty()))
        .satisfies(rates -> assertThat(rates.gcPressure()).isEmpty())
        .satisfies(rates -> assertThat(rates.pauseShare()).isEmpty());
  }

  @SuppressWarnings("SystemGc") // collections are what is counted
  private static void collect() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
  }

  /* The JVM's own figure, read around the scope, is the most that can have happened in it. */
  private static long collectionsOfJvm(JvmSnapshot before) {
    return MemoryTracker.jvm().since(before).collections().orElseThrow();
  }

  @Test
  void rates_programCollects_countsItsCollections() {
    JvmSnapshot before = MemoryTracker.jvm();
    MemoryRates rates = MemoryTracker.measure(MemoryRatesTest::collect).rates();

    assertThat(rates.collections().orElseThrow())
        .isBetween((long) COLLECTIONS, collectionsOfJvm(before));
    assertThat(rates.pauseMillis().orElseThrow()).isPositive();
    assertThat(rates.activeNanos().orElseThrow()).isPositive();
  }

  @Test
  void rates_trackerCollects_leavesThatOut() {
    JvmSnapshot before = MemoryTracker.jvm();
    try (MemoryScope scope = MemoryTracker.open()) {
      for (int i = 0; i < COLLECTIONS; i++) {
        assertThat(FullCollection.run()).isTrue();
      }
      long counted = scope.snapshot().rates().collections().orElseThrow();

      assertThat(counted).isBetween(0L, collectionsOfJvm(before) - COLLECTIONS);
    }
  }

  @Test
  void rates_pausedScope_leavesThatOut() {
    JvmSnapshot before = MemoryTracker.jvm();
    try (MemoryScope scope = MemoryTracker.open()) {
      try (MemoryScope.Pause pause = scope.pause()) {
        assertThat(pause).isNotNull();
        collect();
      }
      long counted = scope.snapshot().rates().collections().orElseThrow();

      assertThat(counted).isBetween(0L, collectionsOfJvm(before) - COLLECTIONS);
    }
  }

  @Test
  void rates_ofParts_addUp() {
    try (MemoryScope scope = MemoryTracker.open()) {
      Made.objects(3);
      scope.checkpoint("middle");
      collect();
      MemorySnapshot all = scope.snapshot();
      MemoryRates first = all.until("middle").rates();
      MemoryRates second = all.since("middle").rates();

      assertThat(second.collections().orElseThrow()).isGreaterThanOrEqualTo(COLLECTIONS);
      assertThat(first.collections().orElseThrow() + second.collections().orElseThrow())
          .isEqualTo(all.rates().collections().orElseThrow());
      assertThat(first.activeNanos().orElseThrow() + second.activeNanos().orElseThrow())
          .isEqualTo(all.rates().activeNanos().orElseThrow());
    }
  }
}
