package io.trackmemory.tracker.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trackmemory.tracker.CpuUsage;
import org.junit.jupiter.api.Test;

/** By a clock and counters of its own. */
class CpuMeterTest {

  private long uptimeMillis;
  private long processNanos;
  private double machineLoad = 0.5;
  private int asked;

  private final CpuMeter meter =
      new CpuMeter(
          () -> uptimeMillis,
          () -> processNanos,
          () -> {
            asked++;
            return machineLoad;
          });

  private CpuUsage after(long millis, long cpuMillis) {
    uptimeMillis += millis;
    processNanos += cpuMillis * 1_000_000;
    return meter.read(2, 1.5);
  }

  @Test
  void first_isNotYetKnown() {
    CpuUsage first = after(5_000, 3_000);

    assertThat(first.processLoad()).isEmpty();
    assertThat(first.machineLoad()).isEmpty();
    assertThat(first.loadMillis()).isEmpty();
    assertThat(first.processNanos()).hasValue(3_000_000_000L);
    assertThat(first.loadAverage()).hasValue(1.5);
    assertThat(first.processors()).isEqualTo(2);
  }

  @Test
  void second_isOfTheTimeBetween() {
    after(5_000, 3_000);
    CpuUsage second = after(200, 100);

    assertThat(second.processLoad()).hasValueCloseTo(0.25, within(1e-9));
    assertThat(second.machineLoad()).hasValue(0.5);
    assertThat(second.loadMillis()).hasValue(200);
  }

  @Test
  void tooSoon_repeatsTheOneBefore() {
    after(0, 0);
    assertThat(after(99, 99).processLoad()).isEmpty();
    CpuUsage known = after(1, 1);
    machineLoad = 0;
    CpuUsage repeated = after(99, 0);

    assertThat(known.processLoad()).hasValueCloseTo(0.5, within(1e-9));
    assertThat(repeated.processLoad()).isEqualTo(known.processLoad());
    assertThat(repeated.machineLoad()).hasValue(0.5);
    assertThat(repeated.loadMillis()).hasValue(100);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void idle_isZero() {
    after(0, 0);
    assertThat(after(100, 0).processLoad()).hasValue(0);
  }

  @Test
  void clockStep_isOneAtMost() {
    after(0, 0);
    assertThat(after(100, 210).processLoad()).hasValue(1);
  }

  @Test
  void notGiven_isEmpty() {
    processNanos = -1;
    machineLoad = Double.NaN;
    after(0, 0);
    CpuUsage second = after(100, 0);

    assertThat(second.processLoad()).isEmpty();
    assertThat(second.machineLoad()).isEmpty();
    assertThat(second.processNanos()).isEmpty();
    assertThat(meter.read(2, -1).loadAverage()).isEmpty();
  }
}
