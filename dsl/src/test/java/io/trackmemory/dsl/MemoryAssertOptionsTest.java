package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class MemoryAssertOptionsTest {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.fills().jvm(0));
  private final List<String> calls = new ArrayList<>();

  @Test
  void action_measuredOnceAtFirstCheck() {
    MemoryAssert assertion = tracker.assertThat(() -> calls.add("run"));
    assertThat(calls).isEmpty();
    assertion.hasAllocationCount(5).hasNoLeaks().allocations().hasCount(5);
    assertThat(calls).containsExactly("run");
    assertThat(tracker.measurements).containsExactly("following FROM_SETTINGS");
  }

  @Test
  void jvmCounterFirst_countsOnly() {
    tracker.assertThatAction().withPreset(Preset.PRECISE).hasNoJvmAllocations();
    assertThat(tracker.measurements).containsExactly("counting PRECISE");
  }

  @Test
  void allThreadsAndAwaiting_ofTheMeasuredRunOnly() {
    tracker
        .assertThatAction()
        .afterWarmup(1)
        .onAllThreads()
        .awaiting(Duration.ofSeconds(2))
        .hasAllocationCount(5);
    assertThat(tracker.measurements)
        .containsExactly(
            "counting FROM_SETTINGS",
            "following FROM_SETTINGS",
            "following FROM_SETTINGS on all threads awaiting PT2S");
  }

  @Test
  void awaitingNegative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tracker.assertThatAction().awaiting(Duration.ofMillis(-1)))
        .withMessage("longest must not be negative: PT-0.001S");
  }

  @Test
  void unfinishedWorkAndAllThreads_areTold() {
    FakeSnapshot seen = OrderBookSnapshots.fills();
    seen.allThreads = true;
    seen.unfinished =
        List.of(
            new UnfinishedWork("poller", true, ""),
            new UnfinishedWork("com.acme.Poll", false, "pool-1-thread-1"),
            new UnfinishedWork("com.acme.Poll", false, ""),
            new UnfinishedWork("com.acme.Poll", false, ""));
    assertThatThrownBy(() -> new FakeTracker(seen).assertThatAction().hasAllocationCount(4))
        .hasMessageContaining(
            """
            Measured on all threads, whatever they did meanwhile
            Still running, counted until then: thread poller, task com.acme.Poll on thread \
            pool-1-thread-1, task com.acme.Poll, not begun and 1 more
            """);
  }

  @Test
  void options_everyRunPreparedAndCleanedUp() {
    tracker
        .assertThat(() -> calls.add("run"))
        .afterWarmup(2)
        .beforeEachRun(() -> calls.add("before"))
        .afterEachRun(() -> calls.add("after"))
        .hasAllocationCount(5);
    List<String> oneRun = List.of("before", "run", "after");
    assertThat(calls).startsWith("before", "run", "after").hasSize(3 * oneRun.size());
    assertThat(calls.subList(6, 9)).isEqualTo(oneRun);
    assertThat(tracker.measurements)
        .containsExactly(
            "counting FROM_SETTINGS", "following FROM_SETTINGS", "following FROM_SETTINGS");
  }

  @Test
  void actionThrows_passesThroughUnchangedAndCleansUp() {
    IOException thrown = new IOException("disk");
    IllegalStateException cleanup = new IllegalStateException("cleanup");
    MemoryAssert assertion =
        tracker
            .assertThat(
                () -> {
                  calls.add("run");
                  throw thrown;
                })
            .afterEachRun(
                () -> {
                  throw cleanup;
                });
    assertThatThrownBy(assertion::hasNoAllocations)
        .isSameAs(thrown)
        .hasSuppressedException(cleanup);
    assertThatThrownBy(assertion::hasNoLeaks).isSameAs(thrown);
    assertThat(calls).containsExactly("run");
    assertThat(tracker.verdicts).isEmpty();
  }

  @Test
  void option_afterCheck() {
    MemoryAssert measured = tracker.assertThatAction().hasAllocationCount(5);
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.afterWarmup(1))
        .withMessage(
            "afterWarmup must stand before the first check: the action is measured already");
    assertThatIllegalStateException()
        .isThrownBy(() -> tracker.assertThatSnapshot().withPreset(Preset.PRECISE))
        .withMessage("withPreset needs an action that is not measured yet: the snapshot is");
  }

  @Test
  @SuppressWarnings("NullAway") // nulls are what is tested
  void arguments_nullOrNegative() {
    MemoryAssert that = tracker.assertThatAction();
    assertRefused(() -> that.afterWarmup(-1), "runs must not be negative: -1");
    assertRefused(() -> that.beforeEachRun(null), "preparation must not be null");
    assertRefused(() -> that.afterEachRun(null), "cleanup must not be null");
    assertRefused(() -> that.withPreset(null), "preset must not be null");
    assertRefused(() -> that.withPeakLimit(null), "limit must not be null");
    assertRefused(() -> that.withBudget(null), "budget must not be null");
    assertRefused(() -> that.withBudget(ByteSize.ofBytes(0)), "budget must be positive: 0");
    assertRefused(() -> that.hasPeakAtMost((ByteSize) null), "limit must not be null");
    assertRefused(() -> that.hasPeakAtMost((MemorySnapshot) null), "other must not be null");
    assertRefused(() -> that.hasAllocationCount(-1), "count must not be negative: -1");
    assertRefused(() -> that.hasAllocationCountAtMost(-1), "limit must not be negative: -1");
    assertRefused(() -> that.hasLeakCount(-1), "count must not be negative: -1");
    assertRefused(() -> that.hasAllocatedBytes(null), "size must not be null");
    assertRefused(() -> that.hasAllocatedBytesAtMost((ByteSize) null), "limit must not be null");
    assertRefused(
        () -> that.hasAllocatedBytesAtMost((MemorySnapshot) null), "other must not be null");
    assertRefused(() -> that.hasJvmAllocatedBytesAtMost(null), "limit must not be null");
    assertRefused(() -> that.hasLeakedBytesAtMost(null), "limit must not be null");
    assertRefused(() -> that.hasNoLeaksOf(null), "type must not be null");
    assertRefused(() -> that.hasNoLeaksOf(int.class), "type must be one that objects have: int");
    assertRefused(() -> that.since(null), "checkpoint must not be null");
    assertRefused(() -> that.allocations().ofType(" "), "typeName must not be blank: \" \"");
    assertRefused(() -> that.allocations().largerThan(null), "size must not be null");
    assertRefused(() -> that.allocations().hasCountAtMost(-1), "limit must not be negative: -1");
    assertRefused(() -> that.leaks().heldBy(null), "name must not be null");
    assertRefused(() -> tracker.assertThat(null), "action must not be null");
    assertRefused(
        () -> MemoryAssertions.assertThatMemory((ThrowingRunnable) null),
        "action must not be null");
    assertThat(tracker.measurements).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void verdicts_reported() {
    MemoryAssert assertion = tracker.assertThatSnapshot().hasAllocationCount(5);
    assertThatThrownBy(() -> assertion.as("x").hasAllocatedBytesAtMost(bytes(8)));
    Verdict passed = tracker.verdicts.get(0);
    assertThat(passed.check()).isEqualTo("hasAllocationCount(5)");
    assertThat(passed.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(passed.message()).isEmpty();
    assertThat(passed.snapshot()).isPresent();
    Verdict failed = tracker.verdicts.get(1);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.message()).startsWith("[x] Expecting the snapshot to allocate at most 8 B");
    assertThat(failed.about()).isEqualTo(About.FIGURES);
    assertThat(failed.blamed()).extracting(SiteStatistics::bytes).containsExactly(56L, 48L, 24L);
    assertThat(passed.blamed()).isEmpty();
  }

  @Test
  void verdicts_areAboutWhatIsAskedFor_whateverIsNamed() {
    tracker.assertThatAction().hasNoLeaks().leaks().isEmpty();
    tracker.assertThatAction().allocations().largerThan(bytes(100)).isEmpty();
    assertThatThrownBy(
        () -> tracker.assertThatAction().allocations().causedBy("LeakGrowth").isEmpty());
    assertThatThrownBy(() -> tracker.assertThatAction().hasNoGrowth());
    assertThat(tracker.verdicts)
        .extracting(Verdict::about)
        .containsExactly(About.LEAKS, About.LEAKS, About.FIGURES, About.FIGURES, About.GROWTH);
  }

  @Test
  void verdicts_ofAFilter_blameWhatItTakes() {
    assertThatThrownBy(
        () -> tracker.assertThatAction().allocations().largerThan(bytes(24)).isEmpty());
    assertThat(tracker.verdicts.get(0).blamed())
        .extracting(SiteStatistics::typeName)
        .containsExactly("java.lang.Object[]");
  }

  @Test
  void agentUnavailable_uncertified() {
    FakeTracker without =
        new FakeTracker(new FakeSnapshot())
            .unavailable("no agent; start the JVM with -javaagent")
            .reportAt("file:///r.html");
    assertFails(
        () -> without.assertThat(() -> calls.add("run")).since("x").hasNoAllocations(),
        0L,
        "n/a",
        """
        Cannot certify hasNoAllocations() of the action since "x": no agent; start the JVM with -javaagent
        Report: file:///r.html
        Report: in short, for agents: /r.md""");
    assertThat(calls).isEmpty();
    assertThat(without.verdicts.get(0).outcome()).isEqualTo(Outcome.UNCERTIFIED);
    assertThat(without.verdicts.get(0).snapshot()).isEqualTo(Optional.empty());
  }

  @Test
  void snapshotUncertified_failsOrAborts() {
    FakeSnapshot lost = new FakeSnapshot().uncertified("class A was lost");
    assertFails(
        () -> new FakeTracker(lost).assertThatAction().hasAllocationCountAtMost(9),
        9L,
        "n/a",
        "Cannot certify hasAllocationCountAtMost(9) of the action: class A was lost");
    assertThatThrownBy(
            () -> new FakeTracker(lost).aborting().assertThatAction().hasAllocationCountAtMost(9))
        .isExactlyInstanceOf(TestAbortedException.class)
        .hasMessage("Cannot certify hasAllocationCountAtMost(9) of the action: class A was lost");
  }

  @Test
  void part_ofSnapshot() {
    FakeTracker parted =
        new FakeTracker(
            OrderBookSnapshots.nothing()
                .part("opened", new FakeSnapshot().with(OrderBookSnapshots.list())));
    parted.assertThatSnapshot().since("opened").hasAllocationCount(1);
    assertFails(
        () -> parted.assertThatSnapshot().as("set-up").until("opened").hasNoAllocations(),
        0L,
        1L,
        """
        [set-up] Expecting the snapshot until "opened" to make no allocations but it made 1 (24 B):
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        To accept: until("opened").hasAllocationCountAtMost(1)""");
    assertRefused(() -> parted.assertThatSnapshot().since("nope"), "no checkpoint \"nope\"");
  }

  @Test
  void withFailMessage_replacesTheText() {
    assertThatThrownBy(
            () -> tracker.assertThatAction().withFailMessage("too much").hasNoAllocations())
        .hasMessage("too much");
  }
}
