package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.NumberedRun;
import io.trackmemory.tracker.spi.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryAssert_survivesAllocationFailures_Test {

  private static final String EXPECTED = ShouldSurviveAllocationFailures.EXPECTED;

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills());

  private static SiteStatistics place(long count) {
    AllocationSite site = new AllocationSite("OrderBook", "fill", "OrderBook.java", 7, Origin.USER);
    return new SiteStatistics("byte[]", site, Optional.empty(), 0, "", true, count, 24);
  }

  private static NumberedRun run(long made, boolean failed, boolean spared) {
    return new NumberedRun(
        made,
        List.of(new NumberedRun.Line(place(made), 1, 2, made)),
        failed ? Optional.of(place(1)) : Optional.empty(),
        spared,
        Optional.empty(),
        Optional.empty(),
        failed && !spared);
  }

  private Verdict last() {
    return tracker.verdicts.get(tracker.verdicts.size() - 1);
  }

  @Test
  void passes_eachFailed_andSomeLetBe() {
    tracker.numbered = failing -> run(3, failing > 0, failing == 2);
    tracker.assertThatAction().survivesAllocationFailures();
    assertThat(last().message())
        .isEqualTo("tried 2 of 3 allocations (seed 1), 1 inside java.util.concurrent let be");
    assertThat(tracker.measurements).hasSize(1 + 2 + 3);
  }

  @Test
  void softlyAndDescribed_othersFollow() {
    tracker.numbered = failing -> run(3, failing > 0, failing > 0);
    SoftMemoryAssertions softly = new SoftMemoryAssertions(tracker);
    softly
        .assertThatMemory(() -> {})
        .as("a day")
        .survivesAllocationFailures()
        .hasAllocationCount(99);
    assertThat(softly.assertionErrorsCollected())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "[a day] Cannot certify survivesAllocationFailures() of the action"),
            second -> assertThat(second).startsWith("[a day] Expecting the action to make 99 "));
  }

  @Test
  void uncertified_allLetBe() {
    tracker.numbered = failing -> run(3, failing > 0, failing > 0);
    assertFails(
        () -> tracker.assertThatAction().survivesAllocationFailures(),
        EXPECTED,
        "n/a",
        "Cannot certify survivesAllocationFailures() of the action: every allocation is made inside"
            + " java.util.concurrent, where none may fail; try a larger piece of code");
  }

  @Test
  void uncertified_notMadeWhenItWasToFail() {
    tracker.numbered = failing -> failing < 2 ? run(3, failing > 0, false) : run(1, false, false);
    assertFails(
        () -> tracker.assertThatAction().survivesAllocationFailures(),
        EXPECTED,
        "n/a",
        "Cannot certify survivesAllocationFailures() of the action: allocation 2 of 3 was not made"
            + " in the run in which it was to fail, which made 1: runs before it changed what the"
            + " action does; undo that in beforeEachRun(...) or afterEachRun(...)");
  }

  @Test
  void uncertified_noAgent() {
    assertFails(
        () -> tracker.unavailable("no agent").assertThatAction().survivesAllocationFailures(),
        EXPECTED,
        "n/a",
        "Cannot certify survivesAllocationFailures() of the action: no agent");
  }
}
