package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static io.trackmemory.tracker.hook.HookFixture.counts;
import static io.trackmemory.tracker.hook.HookFixture.following;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts added together: nothing is lost, nothing is counted twice. */
class AccountSumsTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final List<Object> kept = new ArrayList<>();
  private final ScopeLedger scope = following(null, 100);
  private final Account sum = scope.ended;

  private ThreadRecorder in(ScopeLedger ledger, long id) {
    ThreadRecorder recorder = HookFixture.recorder(Thread.currentThread(), id);
    recorder.enter(ledger, this);
    return recorder;
  }

  private void make(ThreadRecorder recorder, int site, int times) {
    for (int i = 0; i < times; i++) {
      Object made = new Object();
      kept.add(made);
      recorder.count(site, 8);
      Followed.follow(recorder, made, site);
    }
  }

  @Test
  void counts_areAddedBySiteAndKind_andTheOtherKeepsItsOwn() {
    ThreadRecorder one = in(scope, 1);
    make(one, 3, 2);
    make(one, 700, 1);
    one.changeFirstUse(1);
    one.count(4, 16);
    one.changeFirstUse(-1);
    one.setTestCode(1);
    one.count(5, 24);
    ThreadRecorder two = in(scope, 2);
    make(two, 3, 1);

    sum.addAll(one.account);
    sum.addAll(two.account);

    assertThat(counted(sum)).isEqualTo(Map.of(3, List.of(3L, 24L), 700, List.of(1L, 8L)));
    assertThat(counts(sum, ThreadRecorder.FIRST_USE)).isEqualTo(Map.of(4, List.of(1L, 16L)));
    assertThat(counts(sum, ThreadRecorder.TEST_CODE)).isEqualTo(Map.of(5, List.of(1L, 24L)));
    assertThat(counted(two.account)).isEqualTo(Map.of(3, List.of(1L, 8L)));
  }

  @Test
  void figures_areAdded() {
    Account one = new Account(scope, "one", 1);
    Account two = new Account(scope, "two", 2);
    long factor = 1;
    for (Account each : List.of(one, two)) {
      each.cpuNanos = 5 * factor;
      each.tasksHandedOver = 2 * factor;
      each.tasksRun = 3 * factor;
      each.unfollowed = 4 * factor;
      each.unstacked = 6 * factor;
      Arrays.fill(each.nativeBytes, 7 * factor);
      factor = 10;
    }
    two.uncountedSite = 8;
    sum.addAll(one);
    sum.addAll(two);

    assertThat(List.of(sum.cpuNanos, sum.tasksHandedOver, sum.tasksRun))
        .containsExactly(55L, 22L, 33L);
    assertThat(List.of(sum.unfollowed, sum.unstacked)).containsExactly(44L, 66L);
    assertThat(sum.nativeBytes).containsOnly(77);
    assertThat(sum.uncountedSite).isEqualTo(8);
  }

  @Test
  void cpuTime_isUnknownIfThatOfOneIs() {
    Account known = new Account(scope, "", 1);
    Account unknown = new Account(scope, "", 2);
    unknown.cpuNanos = -1;
    sum.addAll(unknown);
    assertThat(sum.cpuNanos).isEqualTo(-1);
    known.cpuNanos = 5;
    sum.addAll(known);
    assertThat(sum.cpuNanos).isEqualTo(-1);
  }

  @Test
  void stacksAndEvents_areAdded_andObjectsKeepTheirEvents() {
    ThreadRecorder one = in(scope, 1);
    make(one, 3, 2);
    ThreadRecorder two = in(scope, 2);
    make(two, 4, 2);
    scope.nextPhase();
    sum.addAll(one.account);
    sum.addAll(two.account);

    assertThat(sum.stacks.count).isEqualTo(4);
    assertThat(sum.unstacked).isZero();
    assertThat(Arrays.copyOf(sum.stacks.samples, 4))
        .extracting(sample -> sample.site)
        .containsExactly(3, 3, 4, 4);
    assertThat(Arrays.copyOf(sum.events.stacks, 4)).containsExactly(0, 1, 2, 3);
    assertThat(sum.followedCount).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      assertThat(FollowingTest.followed(sum, i).refersTo(kept.get(i))).isTrue();
      assertThat(FollowingTest.followed(sum, i).event).isEqualTo(i);
      assertThat(FollowingTest.followed(sum, i).phase).isEqualTo(1);
      assertThat(sum.events.fates[i]).isEqualTo(EventRing.ALIVE);
    }
  }

  @Test
  void stacksWithoutRoom_areMissing_asManyAsWereTaken() {
    ThreadRecorder one = in(scope, 1);
    make(one, 3, 2);
    one.account.stacks.samples[1].taken = 5;
    sum.stacks.count = 20_000;
    sum.addAll(one.account);
    assertThat(sum.unstacked).isEqualTo(6);
    assertThat(sum.events.lost).isEqualTo(2);
    assertThat(FollowingTest.followed(sum, 0).event).isEqualTo(Account.NO_EVENT);
  }

  @Test
  void deadObjects_areLeftOut_andAScopeThatDoesNotFollowTakesNone() {
    ThreadRecorder one = in(scope, 1);
    make(one, 3, 3);
    FollowingTest.collect(one.account, 1);
    Account other = HookFixture.scope().ended;
    other.addAll(one.account);
    assertThat(other.followedCount).isZero();
    assertThat(counted(other)).isEqualTo(Map.of(3, List.of(3L, 24L)));

    sum.addAll(one.account);
    assertThat(sum.followedCount).isEqualTo(2);
    assertThat(sum.skipped).isZero();
  }

  @Test
  void samplesOfDifferentWeight_becomeOneOfTheLarger() {
    ThreadRecorder one = in(following(null, 1_000), 1);
    make(one, 3, 400);
    ThreadRecorder two = in(following(null, 1_000), 2);
    make(two, 3, 400);
    two.account.thinTo(4);
    int of = two.account.followedCount;
    Account all = following(null, 1_000).ended;
    all.addAll(one.account);
    all.addAll(two.account);

    assertThat(all.weight).isEqualTo(4);
    assertThat(all.followedCount - of).isBetween(60, 140);
    assertThat(all.followedCount + all.skipped).isEqualTo(800);

    Account thin = following(null, 1_000).ended;
    thin.weight = 4;
    thin.addAll(one.account);
    assertThat(thin.weight).isEqualTo(4);
    assertThat(thin.followedCount).isBetween(60, 140);
    assertThat(thin.skipped).isEqualTo(400 - thin.followedCount);
  }

  @Test
  void whereTheSumHasNoRoom_itMakesSome() {
    ScopeLedger small = following(null, 10);
    Account into = small.ended;
    ThreadRecorder one = in(scope, 1);
    make(one, 3, 90);
    into.addAll(one.account);
    assertThat(into.weight).isGreaterThan(1);
    assertThat(into.followedCount + into.skipped).isEqualTo(90);
  }

  @Test
  void unscoped_keepTheirMoments() {
    Account one = new Account(null, "one", 1);
    one.add(new Followed(kept, 3, 17, Account.NO_EVENT));
    one.unfollowed = 2;
    Account all = new Account(null, "all", -1);
    all.addFollowed(one, 100);
    assertThat(FollowingTest.followed(all, 0).phase).isEqualTo(17);
    assertThat(all.unfollowed).isEqualTo(2);
  }

  /* What the sum takes later is due by its own count. */
  @Test
  void stackOfTheSum_isDueAfterWhatItHas() {
    SamplingPlan plan = new SamplingPlan(3, 99, 999, 999, 0, 0, 0);
    ScopeLedger outer = HookFixture.sampled(plan);
    ScopeLedger inner = new ScopeLedger(outer, false, HookFixture.NONE, 1, 0);
    ThreadRecorder recorder = in(inner, 1);
    recorder.count(3, 0);
    recorder.count(3, 0);
    Account into = outer.accountOf(recorder);
    into.addAll(recorder.account);
    recorder.enter(outer, "outer");
    recorder.count(3, 0);
    recorder.count(3, 0);
    assertThat(into.stacks.count).isEqualTo(1);
    assertThat(counted(into)).isEqualTo(Map.of(3, List.of(4L, 0L)));
  }

  @Test
  void copyOfTables_staysAsItIs() {
    ThreadRecorder one = in(scope, 1);
    make(one, 700, 1);
    make(one, 3, 1);
    long[][][] copy = one.account.copyOfTables();
    make(one, 700, 1);
    assertThat(copy[0][2]).isNotSameAs(one.account.tables[0][2]);
    assertThat(Arrays.stream(copy[0][2]).limit(189L * 3).sum()).isEqualTo(1 + 8 + 1);
    assertThat(copy[0][0]).isNotSameAs(one.account.tables[0][0]).contains(1, 8);
    assertThat(copy[0][1]).isNull();
    assertThat(copy[1]).isNull();
  }

  @Test
  void whereTheSumHasRoom_allAreFollowed() {
    Account into = following(null, 10).ended;
    ThreadRecorder one = in(scope, 1);
    make(one, 3, 60);
    into.addAll(one.account);
    assertThat(into.weight).isEqualTo(1);
    assertThat(into.followedCount).isEqualTo(60);
  }

  @Test
  void objectsOfALaterPartInside_areOfTheFirstPartAround() {
    ScopeLedger inner = following(scope, 100);
    inner.nextPhase();
    ThreadRecorder one = in(inner, 1);
    make(one, 3, 1);
    assertThat(FollowingTest.followed(one.account, 0).phase).isEqualTo(1);
    sum.addAll(one.account);
    assertThat(FollowingTest.followed(sum, 0).phase).isZero();
  }

  @Test
  void nextStackOfTheSum_isNotOverdue_andThereIsNoneInFirstUse() {
    SamplingPlan rare = new SamplingPlan(0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0.001, 0, 0);
    ScopeLedger outer = HookFixture.sampled(rare);
    ThreadRecorder one = in(HookFixture.scope(), 1);
    one.count(3, 0);
    one.chunks[0][3 * Account.STRIDE] = 1_000_000;
    one.changeFirstUse(1);
    one.count(3, 0);
    outer.ended.addAll(one.account);
    int due = 3 * Account.STRIDE + Account.NEXT_STACK;
    long[][][] tables = outer.ended.copyOfTables();
    assertThat(tables[ThreadRecorder.COUNTED][0][due]).isGreaterThanOrEqualTo(1_000_000);
    assertThat(tables[ThreadRecorder.FIRST_USE][0][due]).isEqualTo(Long.MAX_VALUE);
  }
}
