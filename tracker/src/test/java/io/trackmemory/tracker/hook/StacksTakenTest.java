package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which allocations get a stack, and what taking one costs the count. */
class StacksTakenTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private ThreadRecorder recorder = new ThreadRecorder(Thread.currentThread(), 0);

  private Account in(SamplingPlan plan) {
    ScopeLedger scope = HookFixture.sampled(plan);
    recorder = hook.recorder();
    recorder.enter(scope, this);
    return scope.accountOf(recorder);
  }

  private void count(int times, int site, long bytes) {
    for (int i = 0; i < times; i++) {
      recorder.count(site, bytes);
    }
  }

  private static SamplingPlan first(long always, long sureMax, double smallRate) {
    return new SamplingPlan(
        always, sureMax, Long.MAX_VALUE, Long.MAX_VALUE, smallRate, smallRate, smallRate);
  }

  @Test
  void firstOnesOfEachSite_getOneEach() {
    Account account = in(first(3, Long.MAX_VALUE, 0));
    count(5, 1, 0);
    count(2, 2, 8);

    assertThat(account.stacks.count).isEqualTo(5);
    assertThat(account.events.added).isEqualTo(5);
    assertThat(Arrays.copyOf(account.events.weights, 5)).containsOnly(1);
    assertThat(Arrays.copyOf(account.events.bytes, 5)).containsExactly(0, 0, 0, 8, 8);
    assertThat(counted(account)).isEqualTo(Map.of(1, List.of(5L, 0L), 2, List.of(2L, 16L)));
  }

  @Test
  void firstOnes_areSureUpToALimit() {
    Account account = in(first(3, 4, 0));
    count(3, 1, 0);
    count(3, 2, 0);
    assertThat(account.stacks.count).isEqualTo(4);
  }

  @Test
  void sampledOnes_standForOneOverTheirProbability() {
    Account account = in(first(0, 0, 0.5));
    count(16, 1, 0);

    int taken = account.stacks.count;
    assertThat(taken).isBetween(1, 15);
    assertThat(Arrays.copyOf(account.events.weights, taken)).containsOnly(2);
  }

  @Test
  void largeOnes_getOneBySize() {
    Account account = in(new SamplingPlan(0, 0, 100, 1_000, 0, 0, 1));
    count(1, 1, 99);
    count(1, 1, 100);
    count(1, 1, 999);
    assertThat(account.stacks.count).isZero();
    count(2, 1, 1_000);
    assertThat(Arrays.copyOf(account.events.bytes, 2)).containsExactly(1_000, 1_000);
    assertThat(account.stacks.count).isEqualTo(2);
  }

  @Test
  void mediumOnes_areLookedAt_fromTheirSizeOn() {
    Account account = in(new SamplingPlan(0, 0, 100, 1_000, 0, 1, 0));
    count(1, 1, 99);
    assertThat(account.stacks.count).isZero();
    count(1, 1, 100);
    assertThat(account.stacks.count).isEqualTo(1);
    recorder.beginOwn();
    recorder.endOwn();
    count(1, 1, 100);
    assertThat(account.stacks.count).isEqualTo(2);
  }

  @Test
  void firstUse_getsNone() {
    Account account = in(new SamplingPlan(9, 9, 100, 1_000, 1, 1, 1));
    recorder.changeFirstUse(1);
    count(2, 1, 0);
    count(2, 1, 5_000);
    assertThat(account.stacks.count).isZero();
    recorder.changeFirstUse(-1);
    count(1, 1, 5_000);
    recorder.changeFirstUse(1);
    count(1, 1, 5_000);
    assertThat(account.stacks.count).as("with its counters at hand").isEqualTo(1);
    assertThat(account.unstacked).isZero();
  }

  @Test
  void takingOne_isOwnWork() {
    Account account = in(HookFixture.ALL);
    count(1, 1, 0);
    hook.bytesByReading = 10;
    long before = recorder.ownBytes;
    count(1, 1, 0);
    assertThat(recorder.ownBytes - before).isEqualTo(10);
    assertThat(account.stacks.count).isEqualTo(2);
  }

  @Test
  void oneThatFails_isMissing_butCounted() {
    Account account = in(HookFixture.ALL);
    count(1, 1, 0);
    for (Error error : List.of(new OutOfMemoryError(), new StackOverflowError())) {
      hook.failReading(1, error);
      count(1, 1, 0);
    }
    count(1, 1, 0);

    assertThat(account.unstacked).isEqualTo(2);
    assertThat(account.stacks.count).isEqualTo(2);
    assertThat(counted(account)).isEqualTo(Map.of(1, List.of(4L, 0L)));
    assertThat(recorder.isCounting()).isTrue();
    assertThat(recorder.ownWork).isZero();
    assertThat(hook.lost()).isZero();
  }

  @Test
  void oneTooManyForTheTable_isMissing() {
    Account account = in(HookFixture.ALL);
    account.stacks.count = 20_000;
    count(1, 1, 0);
    assertThat(account.unstacked).isEqualTo(1);
    assertThat(account.events.added).isZero();
  }

  @Test
  void cpuTime_isThatSinceTheLastOne_ofTheSameStretchOfWork() {
    Account account = in(HookFixture.ALL);
    count(2, 1, 0);
    hook.cpu = 50;
    count(1, 1, 0);
    recorder.enter(HookFixture.sampled(HookFixture.ALL), "inner");
    count(1, 1, 0);
    recorder.leave("inner");
    hook.cpu = 500;
    count(1, 1, 0);
    hook.cpu = 501;
    count(1, 1, 0);

    assertThat(Arrays.copyOf(account.stacks.samples, 5))
        .extracting(sample -> sample.cpuNanos)
        .containsExactly(-1L, 0L, 50L, -1L, 1L);
  }

  @Test
  void cpuTime_ofTheFirstInAnInnerScope_isUnknown() {
    in(HookFixture.ALL);
    count(1, 1, 0);
    ScopeLedger inner = HookFixture.sampled(HookFixture.ALL);
    recorder.enter(inner, "inner");
    hook.cpu = 500;
    count(1, 1, 0);
    assertThat(inner.accountOf(recorder).stacks.samples[0].cpuNanos).isEqualTo(-1);
  }

  @Test
  void whileOneIsTaken_nothingIsCounted() {
    Account account = in(HookFixture.ALL);
    count(1, 1, 0);
    hook.onReading(() -> recorder.count(1, 0));
    count(1, 1, 0);
    assertThat(counted(account)).isEqualTo(Map.of(1, List.of(2L, 0L)));
    assertThat(account.stacks.count).isEqualTo(2);
  }

  @Test
  void cpuTime_ofTheFirstOfAThreadBornInTheScope_isUnknown() {
    ScopeLedger scope = HookFixture.sampled(HookFixture.ALL);
    recorder = hook.recorder();
    assertThat(Recorders.adopt(recorder, scope)).isTrue();
    recorder.retarget(0, 0, 0);
    hook.cpu = 500;
    count(1, 1, 0);
    assertThat(recorder.account.stacks.samples[0].cpuNanos).isEqualTo(-1);
  }

  @Test
  void largeOneThatIsNotDue_leavesTheNextOneDue() {
    in(new SamplingPlan(0, 0, 100, 1_000, 0.001, 0, 1));
    count(1, 1, 0);
    long due = recorder.chunks[0][Account.STRIDE + Account.NEXT_STACK];
    assertThat(due).isGreaterThan(1);
    count(1, 1, 1_000);
    assertThat(recorder.chunks[0][Account.STRIDE + Account.NEXT_STACK]).isEqualTo(due);
  }

  /* The first of each site is sure, every other second one stands for two. */
  @Test
  void sampledOnes_standForAll() {
    Account account = in(first(1, Long.MAX_VALUE, 0.5));
    double sum = 0;
    for (int site = 0; site < 400; site++) {
      count(2, site, 0);
    }
    for (int i = 0; i < account.stacks.count; i++) {
      sum += account.stacks.samples[i].weight;
    }
    assertThat(account.stacks.count).isBetween(550, 650);
    assertThat(sum).isBetween(700.0, 900.0);
  }
}
