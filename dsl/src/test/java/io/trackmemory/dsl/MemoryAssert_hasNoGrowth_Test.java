package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.TypeStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryAssert_hasNoGrowth_Test {

  private static final String GROWING =
      """
        held by com.acme.Registry.SESSIONS, growing by 48 B and 2 objects a run (confidence 99.8 %):
          +40 x com.acme.Session, 960 B
          java.lang.Object[] larger by 88 B
          after 0, 10, 20 runs
            objects: 3, 23, 43
            bytes:   72, 552, 1032
          one of them, from the root:
            static field of com.acme.Registry
            com.acme.Registry.static SESSIONS   <- first reference in your code
            com.acme.Session
      """;

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.nothing());

  private static Holder holder(Shape shape, double rate) {
    return new Holder(
        "com.acme.Registry.SESSIONS",
        shape,
        List.of(new Point(0, 3, 72), new Point(10, 23, 552), new Point(20, 43, 1032)),
        rate,
        rate / 24,
        rate > 0 ? 0.998_61 : 0,
        List.of(
            new TypeStatistics("com.acme.Session", 40, 960),
            new TypeStatistics("java.lang.Object[]", 0, 88)),
        "static field of com.acme.Registry",
        List.of(
            new ChainLink("com.acme.Registry", "static SESSIONS", true),
            new ChainLink("com.acme.Session", "", false)),
        OptionalInt.of(0));
  }

  private MemoryAssert over(int runs, Holder... holders) {
    tracker.growth =
        Optional.of(
            new GrowthResult(runs, List.of(holders), OptionalLong.of(123_456), Optional.empty()));
    return tracker.assertThatAction().overRuns(runs);
  }

  @Test
  void passes_whatSettled() {
    over(20).hasNoGrowth();
    over(20, holder(Shape.ONE_TIME, 0), holder(Shape.SATURATING, 0)).hasNoGrowth();
  }

  @Test
  void fails_growing_rateIsRoundedAsOnThePage() {
    assertThatThrownBy(() -> over(20, holder(Shape.GROWING, 24.5)).hasNoGrowth())
        .hasMessageContaining("it left 24.5 B and")
        .hasMessageContaining("growing by 24.5 B and");
  }

  @Test
  void fails_growing() {
    assertFails(
        () -> over(20, holder(Shape.GROWING, 48), holder(Shape.ONE_TIME, 0)).hasNoGrowth(),
        0L,
        48L,
        "Expecting the action in 20 runs to leave no growth but with each run it left 48 B and 2"
            + " objects more behind:\n"
            + GROWING
            + """
            At this rate the heap is full after about 120000 more runs
            Also looked at: 1 holder that took something once, no growth
            To accept: hasGrowthPerRunAtMost(bytes(48))""");
  }

  @Test
  void atMost_isOfTheRate() {
    over(20, holder(Shape.GROWING, 48)).hasGrowthPerRunAtMost(bytes(48));
    assertFails(
        () -> over(20, holder(Shape.GROWING, 48)).hasGrowthPerRunAtMost(bytes(47)),
        47L,
        48L,
        "Expecting the action in 20 runs to leave at most 47 B more behind with each run but with"
            + " each run it left 48 B and 2 objects more behind:\n"
            + GROWING
            + """
            At this rate the heap is full after about 120000 more runs
            To accept: hasGrowthPerRunAtMost(bytes(48))""");
  }

  @Test
  void inconclusive_isNotCertified() {
    String text =
        "of the action in 20 runs: what the runs leave behind has neither settled nor grown"
            + " steadily; let it run more often with overRuns, or fill caches before with"
            + " afterWarmup:\n"
            + GROWING
                .replace("growing by 48 B and 2 objects a run (confidence 99.8 %)", "inconclusive")
                .stripTrailing();
    assertFails(
        () -> over(20, holder(Shape.INCONCLUSIVE, 0)).hasNoGrowth(),
        0L,
        "n/a",
        "Cannot certify hasNoGrowth() " + text);
    assertFails(
        () -> over(20, holder(Shape.INCONCLUSIVE, 0)).hasGrowthPerRunAtMost(bytes(64)),
        64L,
        "n/a",
        "Cannot certify hasGrowthPerRunAtMost(bytes(64)) " + text);
  }

  @Test
  void fewRuns_areNotCertifiedAndNotRun() {
    List<String> calls = new ArrayList<>();
    assertFails(
        () -> tracker.assertThat(() -> calls.add("run")).overRuns(9).hasNoGrowth(),
        0L,
        "n/a",
        "Cannot certify hasNoGrowth() of the action in 9 runs: growth shows in 10 runs or more, and"
            + " there are 9; say overRuns(20)");
    assertFails(
        () -> tracker.assertThatAction().hasNoGrowth(),
        0L,
        "n/a",
        "Cannot certify hasNoGrowth() of the action: growth shows in 10 runs or more, and there is"
            + " 1; say overRuns(20)");
    assertFails(
        () -> tracker.assertThatSnapshot().hasNoGrowth(),
        0L,
        "n/a",
        "Cannot certify hasNoGrowth() of the snapshot: growth shows in repeated runs of an action,"
            + " and this is the snapshot; say assertThatMemory(() -> ...).overRuns(20)");
    assertThat(calls).isEmpty();
  }

  @Test
  void noCensus_isNotCertified() {
    tracker.growth = Optional.of(GrowthResult.uncertified(20, "no full collection; do that"));
    assertFails(
        () -> tracker.assertThatAction().overRuns(20).hasNoGrowth(),
        0L,
        "n/a",
        "Cannot certify hasNoGrowth() of the action in 20 runs: no full collection; do that");
    assertFails(
        () -> tracker.unavailable("no agent").assertThatAction().overRuns(20).hasNoGrowth(),
        0L,
        "n/a",
        "Cannot certify hasNoGrowth() of the action in 20 runs: no agent");
  }

  @Test
  void laterCheck_runsAgain() {
    List<String> calls = new ArrayList<>();
    over(20);
    tracker.assertThat(() -> calls.add("run")).overRuns(20).hasNoAllocations().hasNoGrowth();
    assertThat(calls).hasSize(40);
    calls.clear();
    tracker.assertThat(() -> calls.add("run")).overRuns(20).hasNoGrowth().hasNoAllocations();
    assertThat(calls).hasSize(20);
  }
}
