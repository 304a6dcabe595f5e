package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trackmemory.tracker.hook.SamplingPlan.Randomness;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums of weighted samples have no bias, whatever the mix of sizes. */
class SamplingPlanTest {

  private static final SamplingPlan DEFAULT =
      new SamplingPlan(10, Long.MAX_VALUE, 2048, 65_536, 0.01, 0.5, 1);
  private static final int RUNS = 4_000;

  private static final Mix ALL_CLASSES =
      new Mix("all classes", index -> index % 7 == 0 ? 70_000 : index % 5 == 0 ? 3_000 : 40);

  /** Sizes in bytes by index. */
  private record Mix(String name, LongUnaryOperator bytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  /* Chosen to upset an estimate. */
  static List<Mix> mixes() {
    return List.of(
        new Mix("equal", index -> 24),
        new Mix("growing", index -> 16 + index),
        new Mix("rare giant", index -> index % 1_009 == 1_008 ? 1 << 20 : 16),
        new Mix("giant at powers of two", index -> Long.bitCount(index) == 1 ? 100_000 : 32),
        new Mix("around medium", index -> index % 2 == 0 ? 2_047 : 2_048),
        new Mix("around large", index -> index % 3 == 0 ? 65_536 : 65_535),
        new Mix("one late giant", index -> index == 4_999 ? 1_000_000 : 16),
        ALL_CLASSES);
  }

  private record Estimate(double count, double bytes) {}

  @Test
  void sums_ofAllClasses_haveNoBias() {
    assertNoBias(ALL_CLASSES);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("mixes")
  void sums_ofAnyMix_haveNoBias(Mix mix) {
    assertNoBias(mix);
  }

  private static void assertNoBias(Mix mix) {
    int events = 5_000;
    double trueBytes = LongStream.range(0, events).map(mix.bytes).sum();
    double[] counts = new double[RUNS];
    double[] bytes = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Estimate estimate = run(DEFAULT, mix, events, run);
      counts[run] = estimate.count;
      bytes[run] = estimate.bytes;
    }
    assertMean(counts, events);
    assertMean(bytes, trueBytes);
  }

  /* What ThreadRecorder.sample does, without the stacks. */
  private static Estimate run(SamplingPlan plan, Mix mix, int events, long seed) {
    Randomness random = new Randomness(seed * 7_919);
    long due = plan.next(0, random);
    double count = 0;
    double sum = 0;
    for (long index = 0; index < events; index++) {
      long bytes = mix.bytes.applyAsLong(index);
      boolean isDue = index >= due;
      if (isDue) {
        due = plan.next(index + 1, random);
      }
      double probability = plan.probability(bytes, index, 0);
      if (bytes < plan.mediumBytes ? isDue : random.next() <= probability) {
        count += 1 / probability;
        sum += bytes / probability;
      }
    }
    return new Estimate(count, sum);
  }

  /* Five standard errors: by chance less than once in a million runs, and the seeds are fixed. */
  private static void assertMean(double[] estimates, double truth) {
    double mean = 0;
    for (double each : estimates) {
      mean += each / estimates.length;
    }
    double variance = 0;
    for (double each : estimates) {
      variance += (each - mean) * (each - mean) / (estimates.length - 1);
    }
    double standardError = Math.sqrt(variance / estimates.length);
    assertThat(mean).isCloseTo(truth, within(5 * standardError + 1e-6 * truth));
  }

  @Test
  void first_areSampledEach() {
    Estimate estimate = run(DEFAULT, ALL_CLASSES, 10, 1);
    assertThat(estimate.count).isEqualTo(10);
  }

  @Test
  void everyOne_whereAllAreAskedFor() {
    assertThat(run(HookFixture.ALL, ALL_CLASSES, 100_000, 1).count).isEqualTo(100_000);
    assertThat(DEFAULT.probability(1 << 20, 500_000, 0)).isLessThan(1);
    assertThat(HookFixture.ALL.probability(1 << 20, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1))
        .isEqualTo(1);
  }

  @Test
  void stacks_growWithTheLogarithm() {
    Randomness random = new Randomness(1);
    int taken = 0;
    for (long due = DEFAULT.next(0, random);
        due < 1_000_000_000_000L;
        due = DEFAULT.next(due + 1, random)) {
      taken++;
    }
    assertThat(taken).isBetween(1_000, 5_000);
  }

  @Test
  void noStack_whereNoneIsAskedFor() {
    assertThat(SamplingPlan.NONE.next(0, new Randomness(1))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void lastIndex_isNotPassed() {
    assertThat(DEFAULT.next(Long.MAX_VALUE - 1, new Randomness(1))).isPositive();
  }

  @Test
  void sameSeed_sameStacks() {
    assertThat(run(DEFAULT, ALL_CLASSES, 100_000, 5))
        .isEqualTo(run(DEFAULT, ALL_CLASSES, 100_000, 5));
  }
}
