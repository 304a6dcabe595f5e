package io.trackmemory.dsl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Which orders of growth fit figures: one does if the figure, divided by what the order comes to,
 * is at the largest size at most 1.5 times its median over the sizes. Of bounds, only what holds
 * whatever lies between them.
 *
 * @param rungs figures by size, in order
 */
record GrowthFit(List<Rung> rungs) {

  private static final double MOST_ABOVE_MEDIAN = 1.5;

  boolean holds(Growth order) {
    return last(order, Range::atMost) <= mostShare(order);
  }

  /** What the figure, divided by what an order comes to, may be at the largest size. */
  double mostShare(Growth order) {
    return MOST_ABOVE_MEDIAN * median(order, Range::atLeast);
  }

  boolean isBroken(Growth order) {
    return last(order, Range::atLeast) > MOST_ABOVE_MEDIAN * median(order, Range::atMost);
  }

  /** What the figure would have to be at the largest size at least, for an order to be broken. */
  long broken(Growth order) {
    double[] shares =
        rungs.stream().mapToDouble(rung -> share(rung, order, Range::atMost)).toArray();
    shares[shares.length - 1] = Double.MAX_VALUE;
    int size = rungs.get(rungs.size() - 1).size();
    return (long) Math.floor(MOST_ABOVE_MEDIAN * median(shares) * order.of(size)) + 1;
  }

  /** The lowest order that holds; empty where the figure grows faster than all. */
  Optional<Growth> found() {
    return Stream.of(Growth.values()).filter(this::holds).findFirst();
  }

  private double last(Growth order, ToLongFunction<Range> bound) {
    return share(rungs.get(rungs.size() - 1), order, bound);
  }

  private double median(Growth order, ToLongFunction<Range> bound) {
    return median(rungs.stream().mapToDouble(rung -> share(rung, order, bound)).toArray());
  }

  private static double median(double[] shares) {
    double[] sorted = Arrays.stream(shares).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double share(Rung rung, Growth order, ToLongFunction<Range> bound) {
    return bound.applyAsLong(rung.seen()) / order.of(rung.size());
  }
}
