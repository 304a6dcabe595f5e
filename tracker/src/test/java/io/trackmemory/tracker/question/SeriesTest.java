package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.trackmemory.tracker.GrowthResult.Shape;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

  private static Series series(int rounds, LongUnaryOperator figure) {
    return new Series(LongStream.rangeClosed(0, rounds).map(figure).toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15, 16})
  void shape_ofTheSimpleCases(int rounds) {
    assertThat(series(rounds, i -> 5).shape()).isEqualTo(Shape.NONE);
    assertThat(series(rounds, i -> 5 - i).shape()).isEqualTo(Shape.NONE);
    assertThat(series(rounds, i -> i == 0 ? 5 : 9).shape()).isEqualTo(Shape.ONE_TIME);
    assertThat(series(rounds, i -> Math.min(i, rounds / 2)).shape()).isEqualTo(Shape.SATURATING);
    assertThat(series(rounds, i -> i).shape()).isEqualTo(Shape.GROWING);
    assertThat(series(rounds, i -> 1_000_000 + 7 * i).shape()).isEqualTo(Shape.GROWING);
    assertThat(series(rounds, i -> i * i).shape()).isEqualTo(Shape.GROWING);
    assertThat(series(rounds, i -> i == rounds ? 1 : 0).shape()).isEqualTo(Shape.INCONCLUSIVE);
    assertThat(series(rounds, i -> Math.min(i, rounds - 1)).shape())
        .isNotIn(Shape.NONE, Shape.ONE_TIME, Shape.SATURATING);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void leakOfEveryFewRounds_neverPasses(int period) {
    for (int rounds = 8; rounds <= 16; rounds++) {
      for (int phase = 0; phase < period; phase++) {
        int first = phase;
        Shape shape = series(rounds, i -> (i + first) / period).shape();
        if ((rounds + first) / period - first / period > 1) { // else it was left once
          assertThat(shape)
              .as("%s rounds, phase %s", rounds, first)
              .isIn(Shape.GROWING, Shape.INCONCLUSIVE);
        }
      }
    }
  }

  @Test
  void doublingArray_isNeverSettledAfterASecondRise() {
    for (int initial = 16; initial < 4_000; initial += 7) {
      int capacity = initial;
      long[] bytes = new long[17];
      int rises = 0;
      for (int round = 0; round <= 16; round++) {
        while (capacity < 100 * round) {
          capacity *= 2;
        }
        bytes[round] = 16L + capacity;
        rises += round > 0 && bytes[round] > bytes[round - 1] ? 1 : 0;
      }
      if (rises > 1) {
        assertThat(new Series(bytes).shapeOfBytes(1.4))
            .as("from %s", initial)
            .isIn(Shape.GROWING, Shape.INCONCLUSIVE);
      }
    }
  }

  @Test
  void contentsOfOtherSizes_areNoGrowth() {
    Random sizes = new Random(42);
    for (int attempt = 0; attempt < 1_000; attempt++) {
      long[] bytes = sizes.longs(17, 1_000, 1_400).toArray();
      assertThat(new Series(bytes).shapeOfSizes(1.4)).isNotIn(Shape.GROWING, Shape.INCONCLUSIVE);
    }
    assertThat(series(10, i -> i < 9 ? 240 : 248).shapeOfSizes(1.4)).isEqualTo(Shape.NONE);
    assertThat(series(10, i -> 880 + 8 * i).shapeOfSizes(1.4)).isEqualTo(Shape.NONE);
    assertThat(series(10, i -> 880 + 8 * i).shapeOfBytes(1.4)).isEqualTo(Shape.GROWING);
  }

  @Test
  void fillingAndEmptying_isNoGrowth() {
    assertThat(series(16, i -> i % 4).shape()).isEqualTo(Shape.SATURATING);
    assertThat(series(16, i -> 10 - i % 3).shape()).isEqualTo(Shape.NONE);
  }

  @Test
  void growthBesideFillingAndEmptying_isSeen() {
    assertThat(series(16, i -> 10 * i + i % 3).shape()).isEqualTo(Shape.GROWING);
  }

  @Test
  void slope_isThatOfTheLastHalf() {
    assertThat(series(12, i -> 3 * i).slope()).isEqualTo(3);
    assertThat(series(12, i -> i < 6 ? 100 * i : 600 + 3 * (i - 6)).slope()).isEqualTo(3);
    assertThat(series(12, i -> 3 * i + (i > 10 ? 512 : 0)).slope()).isEqualTo(3);
  }

  @Test
  void slopeError_ofALine_isNone() {
    assertThat(series(8, i -> 3 * i).slopeError()).isZero();
    assertThat(series(16, i -> 100).slopeError()).isZero();
  }

  @Test
  void slopeError_isThatOfTheSlopeAtSensRank() {
    // Five points, ten slopes: 1.96 * sqrt(5 * 4 * 15 / 18) is 8.002, so that the rank is the
    // first.
    Series bent = new Series(0, 0, 0, 0, 0, 10, 20, 30, 48);
    assertThat(bent.slope()).isEqualTo(10);
    assertThat(bent.slopeError()).isCloseTo((18 - 10) / 1.96, within(1e-9));
    Series flat = new Series(0, 0, 0, 0, 0, 10, 20, 30, 31);
    assertThat(flat.slope()).isEqualTo(10);
    assertThat(flat.slopeError()).isCloseTo((10 - 1) / 1.96, within(1e-9));
  }

  @Test
  void slopeError_ofMoreRounds_leavesOutTheExtremes() {
    // Nine points, 36 slopes: 1.96 * sqrt(9 * 8 * 23 / 18) is 18.8, so that the rank is the eighth.
    Series bent = series(16, i -> 10 * i + (i == 16 ? 80 : 0));
    assertThat(bent.slope()).isEqualTo(10);
    assertThat(bent.slopeError()).isCloseTo(10 / 1.96, within(1e-9)); // 80 / 8 above the slope
  }

  @Test
  void slopeError_holdsTheTrueSlopeInMostCases() {
    Random noise = new Random(7);
    int held = 0;
    for (int attempt = 0; attempt < 2_000; attempt++) {
      Series noisy = series(16, i -> 1_000 * i + Math.round(300 * noise.nextGaussian()));
      held += Math.abs(noisy.slope() - 1_000) <= 1.96 * noisy.slopeError() ? 1 : 0;
    }
    assertThat(held / 2_000.0).isBetween(0.93, 0.99);
  }

  @Test
  void confidence_isThatOfKendallsTest() {
    // Of 6! orders of six figures one rises all the time, five of them but for one pair.
    assertThat(series(8, i -> i).confidence()).isCloseTo(1 - 1 / 720.0, within(1e-9));
    assertThat(new Series(0, 0, 0, 1, 2, 3, 4, 6, 5).confidence())
        .isCloseTo(1 - 6 / 720.0, within(1e-9));
    assertThat(series(8, i -> -i).confidence()).isCloseTo(0, within(1e-9));
  }

  @Test
  void tooFewRounds_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> series(7, i -> i))
        .withMessage("there must be 8 rounds or more: 7");
  }

  @Test
  void rounds_areEqualAndEndWithTheLastRun() {
    for (int runs = Rounds.MIN_RUNS; runs < 3_000; runs++) {
      Rounds rounds = new Rounds(runs);
      long number = IntStream.rangeClosed(1, runs).filter(rounds::endsWith).count();
      assertThat(rounds.endsWith(runs)).as("%s runs", runs).isTrue();
      assertThat(number).as("%s runs", runs).isBetween(8L, 16L);
    }
    assertThat(Rounds.tooFew(10)).isEmpty();
    assertThat(Rounds.tooFew(9)).isEqualTo("growth shows in 10 runs or more, and there are 9");
  }
}
