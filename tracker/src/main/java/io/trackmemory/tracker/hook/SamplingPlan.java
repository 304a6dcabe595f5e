package io.trackmemory.tracker.hook;

/**
 * Which allocations get a call stack. Immutable.
 *
 * <p>Probability of the {@code n}-th allocation at a site: 1 below {@code always}, while the thread
 * has taken no more than {@code sureMax} of these, then the rate of its size class, and never more
 * than a budget that falls with {@code 1/n}: the stacks taken at a site grow with the logarithm of
 * its allocations. It depends on what came before only, so that a sample weighted with one over its
 * probability estimates sums without bias (Horvitz and Thompson, 1952).
 */
public final class SamplingPlan {

  /** No stack is ever taken. */
  public static final SamplingPlan NONE =
      new SamplingPlan(0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, 0);

  /* Stacks that a site may take while the number of its allocations doubles, by always. */
  private static final double BUDGET = 10;

  final long mediumBytes;
  final long always;
  private final long sureMax;
  private final long largeBytes;
  private final double smallRate;
  private final double mediumRate;
  private final double largeRate;

  /** Creates a plan of what {@link io.trackmemory.tracker.gate.StackRates} says. */
  public SamplingPlan(
      long always,
      long sureMax,
      long mediumBytes,
      long largeBytes,
      double smallRate,
      double mediumRate,
      double largeRate) {
    this.always = always;
    this.sureMax = sureMax;
    this.mediumBytes = Math.max(mediumBytes, 1); // what is counted by number has no size here
    this.largeBytes = largeBytes;
    this.smallRate = mediumBytes > 0 ? smallRate : largeBytes > 0 ? mediumRate : largeRate;
    this.mediumRate = mediumRate;
    this.largeRate = largeRate;
  }

  double probability(long bytes, long index, long sureTaken) {
    if (index < always && sureTaken < sureMax) {
      return 1;
    }
    double rate = bytes < mediumBytes ? smallRate : bytes < largeBytes ? mediumRate : largeRate;
    return Math.min(rate, BUDGET * Math.max(always, 1) / Math.max(Long.highestOneBit(index), 1));
  }

  /**
   * Index of the next small allocation, {@code index} or later, that gets a stack; one below {@code
   * always} gets it by its probability only.
   */
  long next(long index, Randomness random) {
    if (smallRate <= 0) {
      return index < always ? index : Long.MAX_VALUE;
    }
    long from = index;
    while (from >= 0) {
      double probability = probability(0, from, 0);
      if (probability >= 1) {
        return from;
      }
      /* Geometric, while the probability stays what it is: up to the next power of two. */
      double skipped = StrictMath.log(random.next()) / StrictMath.log1p(-probability);
      long end = Math.max(Long.highestOneBit(from) << 1, 1);
      if (skipped < end - from) {
        return from + (long) skipped;
      }
      from = end; // negative past the largest power
    }
    return Long.MAX_VALUE;
  }

  /** Uniform numbers from a fixed seed: SplitMix64 (Steele, Lea and Flood, 2014). */
  static final class Randomness {
    private long state;

    Randomness(long seed) {
      this.state = seed;
    }

    /** Greater than 0, at most 1. */
    double next() {
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return (((z ^ (z >>> 31)) >>> 11) + 1) * 0x1.0p-53;
    }
  }
}
