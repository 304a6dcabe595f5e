package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.NumberedRun;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Which allocations of an action are to fail, in order: each one, or of many those that differ most
 * and a sample of the others, which is the same each time.
 *
 * @param numbers from 1 on
 * @param made how many there are
 */
record ChosenFailures(List<Long> numbers, long made) {

  /** Up to so many, each one. */
  static final int EACH = 1_000;

  /** Others than the first, second and last of each line, at least. */
  private static final int SAMPLE = 100;

  /* A seed that changed would make a test fail now and then. */
  static final long SEED = 1;

  ChosenFailures {
    numbers = List.copyOf(numbers);
  }

  static ChosenFailures of(NumberedRun run) {
    long made = run.made();
    if (made <= EACH) {
      return new ChosenFailures(LongStream.rangeClosed(1, made).boxed().toList(), made);
    }
    TreeSet<Long> chosen = new TreeSet<>();
    for (NumberedRun.Line line : run.lines()) {
      chosen.add(line.first());
      chosen.add(line.last());
      if (line.second() > 0) {
        chosen.add(line.second());
      }
    }
    long goal = Math.min(made, Math.max(EACH, chosen.size() + SAMPLE));
    SplittableRandom random = new SplittableRandom(SEED);
    while (chosen.size() < goal) {
      chosen.add(random.nextLong(1, made + 1));
    }
    return new ChosenFailures(List.copyOf(chosen), made);
  }

  /** {@code 3 of 9 allocations (seed 1)}, where so many failed. */
  String tried(long failed) {
    String sampled = numbers.size() < made ? ", of which " + numbers.size() + " were chosen" : "";
    return failed + " of " + made + " allocations" + sampled + " (seed " + SEED + ")";
  }
}
