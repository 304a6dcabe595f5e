package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Allocations that have numbers, and the one that fails. */
class AllocationPlanTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private static AllocationPlan failing(long number) {
    return new AllocationPlan(number, number == 0, site -> "no room at " + site);
  }

  @Test
  void failing_isNeitherCountedNorMadeAgain() {
    ThreadRecorder recorder = hook.recorder();
    ScopeLedger scope = HookFixture.scope();
    recorder.enter(scope, this);
    AllocationPlan plan = failing(2);
    plan.enter(recorder);
    recorder.count(1, 0);
    assertThatThrownBy(() -> recorder.count(600, 24))
        .isSameAs(plan.error())
        .hasMessage("no room at 600");
    recorder.count(600, 32);
    plan.leave(recorder);
    recorder.count(1, 0);
    assertThat(HookFixture.counted(scope))
        .isEqualTo(Map.of(1, List.of(2L, 0L), 600, List.of(1L, 32L)));
    assertThat(plan.made()).isEqualTo(3);
    assertThat(plan.failedSite()).isEqualTo(600);
    assertThat(plan.failedBytes()).isEqualTo(24);
    assertThat(recorder.counted(1)).as("as fast as before").isTrue();
  }

  @Test
  void whatIsNoVerdicts_hasNoNumber() {
    ThreadRecorder recorder = hook.recorder();
    recorder.enter(HookFixture.scope(), this);
    AllocationPlan plan = failing(1);
    plan.enter(recorder);
    recorder.changeFirstUse(1);
    recorder.count(1, 0);
    recorder.changeFirstUse(-1);
    recorder.setTestCode(1);
    recorder.count(1, 0);
    recorder.setTestCode(0);
    recorder.countDrawn(1);
    recorder.changeOwnWork(1);
    recorder.count(1, 0);
    recorder.changeOwnWork(-1);
    assertThat(plan.made()).isZero();
    assertThatThrownBy(() -> recorder.count(1, 0)).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void withoutAFailure_theFirstSecondAndLastOfASiteAreKnown() {
    ThreadRecorder recorder = hook.recorder();
    recorder.enter(HookFixture.scope(), this);
    AllocationPlan plan = failing(0);
    plan.enter(recorder);
    for (int site : new int[] {3, 0, 3, 3, 900, 3}) {
      recorder.count(site, 0);
    }
    assertThat(plan.made()).isEqualTo(6);
    assertThat(plan.sites()).startsWith(1, 2, 0, 2).contains(4, 1, 3, 6);
    assertThat(plan.failedSite()).isEqualTo(-1);
    int last = 900 * AllocationPlan.STRIDE;
    assertThat(plan.sites()[last + 1]).isEqualTo(5);
    assertThat(plan.sites()[last + 2]).isZero();
  }

  @Test
  void insideAPlan_theInnerOneIsInForce() {
    ThreadRecorder recorder = hook.recorder();
    recorder.enter(HookFixture.scope(), this);
    AllocationPlan outer = failing(0);
    AllocationPlan inner = failing(0);
    outer.enter(recorder);
    recorder.count(1, 0);
    inner.enter(recorder);
    recorder.count(1, 0);
    inner.leave(recorder);
    recorder.count(1, 0);
    outer.leave(recorder);
    assertThat(outer.made()).isEqualTo(2);
    assertThat(inner.made()).isEqualTo(1);
  }

  @Test
  void stackTooSmall_leavesTheNumberToTheNext() {
    ThreadRecorder recorder = hook.recorder();
    ScopeLedger scope = HookFixture.scope();
    recorder.enter(scope, this);
    recorder.count(1, 0); // its counters are there
    AllocationPlan plan = failing(1);
    plan.enter(recorder);
    hook.failReading(1, new StackOverflowError());
    assertThatThrownBy(() -> recorder.count(1, 0)).isInstanceOf(StackOverflowError.class);
    assertThat(plan.made()).isZero();
    assertThatThrownBy(() -> recorder.count(1, 0)).isSameAs(plan.error());
    plan.leave(recorder);
    assertThat(HookFixture.counted(scope)).isEqualTo(Map.of(1, List.of(1L, 0L)));
  }

  @Test
  void aLimitOnLiveBytes_doesNotSeeIt() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000);
    AllocationPlan plan = failing(2);
    plan.enter(peak.recorder);
    peak.make(1);
    assertThatThrownBy(() -> peak.make(1)).isSameAs(plan.error());
    plan.leave(peak.recorder);
    assertThat(peak.guard().bound()).isEqualTo(16);
  }

  @Test
  void leavesLocksWhole_byTheFramesUpToTheFirstOutsideOfTheJdk() {
    StackTraceElement map = jdk("java.util.concurrent.ConcurrentHashMap");
    StackTraceElement list = jdk("java.util.ArrayList");
    StackTraceElement user = new StackTraceElement("app", null, null, "acme.Main", "run", "", 1);
    assertThat(Refusal.leavesLocksWhole(new StackTraceElement[] {list, user, map})).isTrue();
    assertThat(Refusal.leavesLocksWhole(new StackTraceElement[] {user, map, user})).isTrue();
    assertThat(Refusal.leavesLocksWhole(new StackTraceElement[] {map, user})).isFalse();
    assertThat(Refusal.leavesLocksWhole(new StackTraceElement[] {list, map, user})).isFalse();
    assertThat(Refusal.leavesLocksWhole(new StackTraceElement[] {list})).isFalse();
    assertThat(Refusal.leavesLocksWhole(new StackTraceElement[0])).isFalse();
  }

  private static StackTraceElement jdk(String name) {
    return new StackTraceElement(null, "java.base", "17", name, "run", "", 1);
  }
}
