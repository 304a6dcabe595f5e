package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.function.Function;

/** Checks of what each of many runs left behind. */
@SuppressWarnings("try") // a span of own work is never referenced
abstract class GrowthChecks extends PeakChecks {

  GrowthChecks(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
  }

  /**
   * Verifies that runs leave no more and more behind: by what is strongly reachable in the whole
   * heap after each round of runs. What is left once, or until a cache is full, is not growth.
   *
   * <p>Needs {@link #overRuns(int)} with 10 runs or more, and a JVM in which no other test runs
   * meanwhile. As first check, its measurement serves the others too; as a later one, the action
   * runs as often again.
   *
   * <pre><code class='java'>
   * // passes
   * assertThatMemory(() -&gt; cache.get("key")).overRuns(20).hasNoGrowth();
   * // fails
   * assertThatMemory(() -&gt; listeners.add(new Listener())).overRuns(20).hasNoGrowth();</code>
   * </pre>
   */
  public MemoryAssert hasNoGrowth() {
    try (OwnWork own = OwnWork.begin()) {
      return judgeGrowth(
          "hasNoGrowth()",
          0L,
          result -> GrowthRulings.atMost(ByteSize.ofBytes(0), result, subject()));
    }
  }

  /**
   * Verifies that runs leave at most {@code limit} more behind each, by shallow size; see {@link
   * #hasNoGrowth()}.
   */
  public MemoryAssert hasGrowthPerRunAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return judgeGrowth(
          "hasGrowthPerRunAtMost(" + Sizes.code(limit.toBytes()) + ")",
          limit.toBytes(),
          result -> GrowthRulings.atMost(limit, result, subject()));
    }
  }

  private MemoryAssert judgeGrowth(
      String call, Object expected, Function<GrowthResult, Ruling> question) {
    subject().asked();
    GrowthResult result = subject().growth();
    Ruling ruling =
        result
            .uncertified()
            .<Ruling>map(cause -> new Ruling.Uncertified(cause, expected))
            .orElseGet(() -> question.apply(result));
    return conclude(About.GROWTH, call, subject().growthSeen(), ruling);
  }
}
