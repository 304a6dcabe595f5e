package io.trackmemory.tracker.question;

import io.trackmemory.tracker.GrowthResult.Shape;
import java.util.Arrays;

/**
 * Figures at the ends of equal rounds, the one before the first round in front, and the shape that
 * they have. The formula, which {@code docs/how-it-works.md} explains:
 *
 * <ul>
 *   <li>A <em>rise</em> is a round after which there is more than ever before.
 *   <li><em>Settled</em>: without a rise for more than twice as many rounds as it ever took from
 *       one rise to the next, or from the start to the first. What doubles its size whenever it is
 *       full is never taken for settled, as the next rise takes twice as long as the last.
 *   <li><em>Growing</em>: the median rises from the second quarter to the third and from that to
 *       the last, there by at least three quarters as much: two equal intervals. Figures that also
 *       fall must be above all of the quarter before.
 *   <li>Figures that also fall, by as much as they gained, and are no higher in the last quarter
 *       than in the two before, are settled.
 *   <li>All else is inconclusive.
 * </ul>
 *
 * Immutable; the same figures always have the same shape.
 */
final class Series {

  /* So many standard deviations to both sides hold 95 % of a normal distribution. */
  private static final double NORMAL_95 = 1.96;

  private final long[] values;
  private final int rounds;
  private final int quarter;

  Series(long... values) {
    this.values = values.clone();
    rounds = values.length - 1;
    quarter = rounds / 4;
    if (quarter < 2) {
      throw new IllegalArgumentException("there must be 8 rounds or more: " + rounds);
    }
  }

  /** The shape by every rise. */
  Shape shape() {
    Shape settled = settled(1);
    if (settled != Shape.INCONCLUSIVE) {
      return settled;
    }
    if (isGrowing()) {
      return Shape.GROWING;
    }
    return fluctuates() ? Shape.SATURATING : Shape.INCONCLUSIVE;
  }

  /**
   * The shape of the bytes of one object: steady growth counts, and a rise by {@code factor}, as of
   * an array that is replaced by a larger one.
   */
  Shape shapeOfBytes(double factor) {
    return !falls() && isGrowing() ? Shape.GROWING : shapeOfSizes(factor);
  }

  /** The shape of the bytes of several: contents differ in size, so that only such rises count. */
  Shape shapeOfSizes(double factor) {
    Shape settled = settled(factor);
    return settled == Shape.INCONCLUSIVE && falls() ? Shape.SATURATING : settled;
  }

  private Shape settled(double factor) {
    int rises = 0;
    int last = 0;
    int longest = 0;
    long most = values[0];
    for (int round = 1; round <= rounds; round++) {
      if (values[round] > most && values[round] >= most * factor) {
        rises++;
        longest = Math.max(longest, round - last);
        last = round;
        most = values[round];
      }
    }
    if (rises == 0) {
      return Shape.NONE;
    }
    if (rounds - last <= 2 * longest) {
      return Shape.INCONCLUSIVE;
    }
    return rises == 1 ? Shape.ONE_TIME : Shape.SATURATING;
  }

  private boolean isGrowing() {
    long[] second = quarter(2);
    long[] third = quarter(1);
    long[] last = quarter(0);
    double before = median(third) - median(second);
    double now = median(last) - median(third);
    return before > 0
        && 4 * now >= 3 * before
        && (!falls() || (isAbove(third, second) && isAbove(last, third)));
  }

  /**
   * Whether there was more after each round than before it, and in the last three quarters by the
   * same number but in one of four rounds: each run leaves the same.
   */
  boolean risesSteadily() {
    long[] steps = new long[rounds];
    for (int round = 1; round <= rounds; round++) {
      steps[round - 1] = values[round] - values[round - 1];
    }
    long[] last = Arrays.copyOfRange(steps, rounds - 3 * quarter, rounds);
    double usual = median(last);
    long same = Arrays.stream(last).filter(step -> step == usual).count();
    return Arrays.stream(steps).allMatch(step -> step > 0) && 4 * same >= 3L * last.length;
  }

  private boolean fluctuates() {
    long[] last = quarter(0);
    double gained = median(last) - median(quarter(2));
    return falls()
        && deepestFall() >= gained
        && (!isAbove(last, quarter(1)) || !isAbove(last, quarter(2)));
  }

  private boolean falls() {
    return deepestFall() > 0;
  }

  /** Within the last three quarters. */
  private long deepestFall() {
    long most = Long.MIN_VALUE;
    long deepest = 0;
    for (int round = rounds - 3 * quarter; round <= rounds; round++) {
      most = Math.max(most, values[round]);
      deepest = Math.max(deepest, most - values[round]);
    }
    return deepest;
  }

  private long[] quarter(int back) {
    int end = rounds + 1 - back * quarter;
    return Arrays.copyOfRange(values, end - quarter, end);
  }

  private static boolean isAbove(long[] quarter, long[] before) {
    return Arrays.stream(quarter).min().orElseThrow() > Arrays.stream(before).max().orElseThrow();
  }

  private static double median(long[] figures) {
    return median(Arrays.stream(figures).asDoubleStream().toArray());
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Median of the slopes between any two points of the last half, by round (Theil and Sen). */
  double slope() {
    return median(slopes());
  }

  /**
   * Standard error of {@link #slope()}: by the ranks of the slopes (Sen) the true one lies with 95
   * % between two of them, of which this takes the one that is further off. Normal approximation.
   */
  double slopeError() {
    double[] slopes = slopes();
    Arrays.sort(slopes);
    int points = 2 * quarter + 1;
    double ranks = NORMAL_95 * Math.sqrt(points * (points - 1) * (2 * points + 5) / 18.0);
    int lower = Math.max(0, (int) Math.floor((slopes.length - ranks) / 2) - 1);
    double slope = median(slopes);
    double below = slope - slopes[lower];
    double above = slopes[slopes.length - 1 - lower] - slope;
    return Math.max(below, above) / NORMAL_95;
  }

  private double[] slopes() {
    int from = rounds - 2 * quarter;
    double[] slopes = new double[quarter * (2 * quarter + 1)];
    int size = 0;
    for (int i = from; i < rounds; i++) {
      for (int j = i + 1; j <= rounds; j++) {
        slopes[size++] = (double) (values[j] - values[i]) / (j - i);
      }
    }
    return slopes;
  }

  /**
   * How likely it is that figures in random order, all different, would rise less often than those
   * of the last three quarters: one less the exact significance of Kendall's rank test.
   */
  double confidence() {
    int size = 3 * quarter;
    int rising = 0;
    for (int i = rounds + 1 - size; i < rounds; i++) {
      for (int j = i + 1; j <= rounds; j++) {
        rising += values[j] > values[i] ? 1 : 0;
      }
    }
    return 1 - atLeast(rising, size);
  }

  /** Share of the orders of {@code size} figures in which at least that many pairs rise. */
  private static double atLeast(int pairs, int size) {
    double[] share = {1};
    for (int figures = 2; figures <= size; figures++) {
      double[] next = new double[share.length + figures - 1];
      for (int i = 0; i < share.length; i++) {
        for (int rising = 0; rising < figures; rising++) {
          next[i + rising] += share[i] / figures;
        }
      }
      share = next;
    }
    return Arrays.stream(share, Math.min(pairs, share.length), share.length).sum();
  }
}
