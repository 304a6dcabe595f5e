package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.spi.Measure;
import java.util.stream.Collectors;

/** Decides checks on growth. */
final class GrowthRulings {

  private static final int MIN_RUNS = 10;

  private GrowthRulings() {}

  static boolean areEnough(int runs) {
    return runs >= MIN_RUNS;
  }

  static GrowthResult tooFew(int runs) {
    return GrowthResult.uncertified(
        runs,
        "growth shows in "
            + MIN_RUNS
            + " runs or more, and there "
            + (runs == 1 ? "is 1" : "are " + runs)
            + "; say overRuns("
            + 2 * MIN_RUNS
            + ")");
  }

  static GrowthResult withoutRuns(String phrase) {
    return GrowthResult.uncertified(
        1,
        "growth shows in repeated runs of an action, and this is "
            + phrase
            + "; say assertThatMemory(() -> ...).overRuns("
            + 2 * MIN_RUNS
            + ")");
  }

  static Ruling atMost(ByteSize limit, GrowthResult result, Subject subject) {
    return judged(limit, result, subject)
        .measuring(Measure.ofRate(limit.toBytes(), result.bytesPerRun()));
  }

  private static Ruling judged(ByteSize limit, GrowthResult result, Subject subject) {
    boolean none = limit.toBytes() == 0;
    boolean grows = result.shape() == Shape.GROWING;
    if (grows && (none || result.bytesPerRun() > limit.toBytes())) {
      return new Ruling.Failed(new ShouldHaveNoGrowth(subject, limit, result));
    }
    return result.holders(Shape.INCONCLUSIVE).isEmpty()
        ? new Ruling.Passed()
        : new Ruling.Uncertified(inconclusive(result), limit.toBytes());
  }

  private static String inconclusive(GrowthResult result) {
    return "what the runs leave behind has neither settled nor grown steadily; let it run more often"
        + " with overRuns, or fill caches before with afterWarmup:\n"
        + result.holders(Shape.INCONCLUSIVE).stream()
            .limit(GrowthText.HOLDERS_SHOWN)
            .map(GrowthRulings::lines)
            .collect(Collectors.joining("\n"));
  }

  private static String lines(Holder holder) {
    return String.join("\n", GrowthText.lines(holder));
  }
}
