package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How one thread follows the objects that it makes. */
class FollowingTest {

  private static final int MANY = 2_000;

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final List<Object> kept = new ArrayList<>();
  private ThreadRecorder recorder = new ThreadRecorder(Thread.currentThread(), 0);

  private Account in(ScopeLedger scope) {
    recorder = hook.recorder();
    recorder.enter(scope, this);
    return scope.accountOf(recorder);
  }

  private Object make(int site) {
    Object made = new Object();
    kept.add(made);
    recorder.count(site, 0);
    Followed.follow(recorder, made, site);
    return made;
  }

  static Followed followed(Account account, int index) {
    return Objects.requireNonNull(account.followed[index]);
  }

  /* As if it had been collected. */
  static void collect(Account account, int index) {
    followed(account, index).clear();
  }

  @Test
  void followed_inTheOrderOfTheirMaking_eachWithItsSiteAndPhase() {
    ScopeLedger scope = HookFixture.following(null, 100);
    Account account = in(scope);
    Object first = make(3);
    scope.nextPhase();
    Object second = make(4);

    assertThat(account.followedCount).isEqualTo(2);
    assertThat(followed(account, 0).refersTo(first)).isTrue();
    assertThat(followed(account, 1).refersTo(second)).isTrue();
    assertThat(List.of(followed(account, 0).site, followed(account, 1).site)).containsExactly(3, 4);
    assertThat(List.of(followed(account, 0).phase, followed(account, 1).phase))
        .containsExactly(0, 1);
    assertThat(account.followed().objects()).startsWith(account.followed[0], account.followed[1]);
    assertThat(account.followed().objects()).hasSize(2);
    assertThat(account.followed().weight()).isEqualTo(1);
  }

  @Test
  void followed_onlyWhereItCounts_andOnlyIfTheScopeFollows() {
    Account account = in(HookFixture.following(null, 100));
    recorder.changeFirstUse(1);
    make(1);
    recorder.changeFirstUse(-1);
    assertThat(account.followedCount).isZero();

    assertThat(in(HookFixture.scope()).followedCount).isZero();
    make(1);
    assertThat(recorder.account.followedCount).isZero();
  }

  @Test
  void followed_isTiedToTheEventOfItsMaking_ifThatIsTheLastAtItsSite() {
    Account account = in(HookFixture.following(null, 100));
    make(1);
    make(1);
    recorder.count(2, 0);
    make(1);
    assertThat(followed(account, 0).event).isZero();
    assertThat(followed(account, 1).event).isEqualTo(1);
    assertThat(followed(account, 2).event).isEqualTo(3);
    assertThat(account.events.fates[1]).isEqualTo(EventRing.ALIVE);
    assertThat(account.events.fates[2]).isEqualTo(EventRing.NOT_FOLLOWED);
  }

  @Test
  void followed_afterAnotherWasMadeAtItsSite_hasNoEvent() {
    ScopeLedger scope =
        new ScopeLedger(null, true, new SamplingPlan(1, 9, 99, 99, 0, 0, 0), 100, 100);
    Account account = in(scope);
    recorder.count(1, 0);
    make(1);
    assertThat(followed(account, 0).event).isEqualTo(Account.NO_EVENT);
    assertThat(followed(account, 0).eventNumber()).isEqualTo(-1);
    assertThat(account.events.fates[0]).isEqualTo(EventRing.NOT_FOLLOWED);
  }

  @Test
  void followedTwice_oneEventOnly() {
    Account account = in(HookFixture.following(null, 100));
    Object made = make(1);
    Followed.follow(recorder, made, 1);
    assertThat(followed(account, 0).event).isZero();
    assertThat(followed(account, 1).event).isEqualTo(Account.NO_EVENT);
  }

  @Test
  void follow_ofAScopeWithoutStacksOfItsEvents_hasNone() {
    Account account = in(new ScopeLedger(null, true, HookFixture.ALL, 100, 0));
    make(1);
    assertThat(followed(account, 0).event).isEqualTo(Account.NO_EVENT);
    assertThat(account.events.lost).isEqualTo(1);
  }

  @Test
  void follow_takesTheReferenceAsOwnBytes() {
    in(HookFixture.following(null, 100));
    make(1);
    long sizeBefore = Followed.bytes;
    Followed.bytes = 56;
    try {
      long before = recorder.ownBytes;
      hook.bytesByReading = 1_000;
      recorder.ownBytes = before;
      Followed.follow(recorder, kept, 1);
      assertThat(recorder.ownBytes - before).isEqualTo(56);
    } finally {
      Followed.bytes = sizeBefore;
    }
  }

  @Test
  void follow_thatMakesRoom_isOwnWork_andKeepsTheCounters() {
    in(new ScopeLedger(null, true, new SamplingPlan(0, 0, 100, 100, 0, 1, 1), 100, 10));
    recorder.count(1, 0);
    hook.bytesByReading = 10;
    long[][] chunks = recorder.chunks;
    long before = recorder.ownBytes;
    Followed.follow(recorder, kept, 1);

    assertThat(recorder.ownBytes - before).isEqualTo(10);
    assertThat(recorder.chunks).isSameAs(chunks);
    assertThat(recorder.isCounting()).isTrue();
    assertThat(recorder.ownWork).isZero();
    assertThat(recorder.sizedFrom).isEqualTo(100);
  }

  @Test
  void follow_withoutMemory_isTold_andNothingIsFollowedFromThenOn() {
    Account account = in(HookFixture.following(null, 100));
    recorder.count(1, 0);
    hook.failReading(1, new OutOfMemoryError());
    Followed.follow(recorder, kept, 1);
    assertThat(account.unfollowed).isEqualTo(1);
    assertThat(recorder.isCounting()).isTrue();

    make(1);
    assertThat(account.unfollowed).isEqualTo(2);
    assertThat(account.followedCount).isZero();
    assertThat(HookFixture.counted(account).get(1)).containsExactly(2L, 0L);
  }

  @Test
  void follow_withoutStack_throws_andCountsOn() {
    Account account = in(HookFixture.following(null, 100));
    recorder.count(1, 0);
    hook.failReading(1, new StackOverflowError());
    assertThatThrownBy(() -> Followed.follow(recorder, kept, 1))
        .isInstanceOf(StackOverflowError.class);
    assertThat(account.unfollowed).isZero();
    assertThat(recorder.isCounting()).isTrue();
    make(1);
    assertThat(account.followedCount).isEqualTo(1);
  }

  @Test
  void deadOnes_makeRoom_andTheirEventsTellWhen() {
    Account account = in(HookFixture.following(null, 100));
    for (int i = 0; i < 64; i++) {
      make(1);
    }
    assertThat(account.followed).hasSize(64);
    for (int i = 0; i < 64; i += 2) {
      collect(account, i);
    }
    make(1);

    assertThat(account.followed).hasSize(64);
    assertThat(account.followedCount).isEqualTo(33);
    assertThat(followed(account, 0).refersTo(kept.get(1))).isTrue();
    assertThat(followed(account, 31).refersTo(kept.get(63))).isTrue();
    assertThat(followed(account, 32).refersTo(kept.get(64))).isTrue();
    assertThat(Arrays.copyOfRange(account.followed, 33, 64)).containsOnlyNulls();
    assertThat(account.events.fates[1]).isEqualTo(EventRing.ALIVE);
    assertThat(account.events.fates[0]).isNotIn(EventRing.ALIVE, EventRing.NOT_FOLLOWED);
    assertThat(account.skipped).isZero();
  }

  /* More live at once than allowed: the rest stands for all, and nothing else may tell how many. */
  @Test
  void tooManyAlive_anUnbiasedSampleStays() {
    Account account = in(HookFixture.following(null, 100));
    for (int i = 0; i < MANY; i++) {
      make(1);
    }
    int weight = account.weight;
    assertThat(weight).isGreaterThan(4);
    assertThat(Integer.bitCount(weight)).isEqualTo(1);
    assertThat(account.followed.length).isLessThanOrEqualTo(400);
    assertThat(account.followedCount + account.skipped).isEqualTo(MANY);
    assertThat((long) account.followedCount * weight).isBetween(MANY / 2L, MANY * 2L);
    assertThat(account.followed().weight()).isEqualTo(weight);
  }

  @Test
  void thinned_keepsAboutAHalf_andTellsTheEventsOfTheRest() {
    Account account = in(HookFixture.following(null, 100));
    for (int i = 0; i < 60; i++) {
      make(1);
    }
    account.thinTo(2);
    assertThat(account.weight).isEqualTo(2);
    assertThat(account.followedCount).isBetween(15, 45);
    assertThat(account.skipped).isEqualTo(60 - account.followedCount);
    long notFollowed =
        Arrays.stream(account.events.fates).limit(60).filter(f -> f == Long.MIN_VALUE).count();
    assertThat(notFollowed).isEqualTo(account.skipped);
    long left = account.followedCount;
    account.dropDead();
    assertThat(account.followedCount).isEqualTo(left);
  }

  @Test
  void sampledAlready_aboutOneInTheWeightIsFollowed() {
    Account account = in(HookFixture.following(null, MANY));
    make(1);
    account.weight = 4;
    for (int i = 0; i < 1_000; i++) {
      make(1);
    }
    assertThat(account.followedCount).isBetween(150, 350);
    assertThat(account.skipped).isEqualTo(1_001 - account.followedCount);
  }

  @Test
  void forgotten_beginsAnew() {
    Account account = in(HookFixture.following(null, 100));
    make(1);
    account.weight = 4;
    account.skipped = 3;
    account.unfollowed = 2;
    account.forgetFollowed();
    assertThat(account.followed().objects()).isEmpty();
    assertThat(account.followed).isEmpty();
    assertThat(account.followedCount).isZero();
    assertThat(account.weight).isEqualTo(1);
    assertThat(account.skipped + account.unfollowed).isZero();
    make(1);
    assertThat(account.followed().objects()).hasSize(1);
  }

  @Test
  void in_anotherPhase_isTheSameObject_itsEventShifted() {
    Followed object = new Followed(kept, 3, 0, 5);
    Followed moved = object.in(2, 10);
    assertThat(moved.refersTo(kept)).isTrue();
    assertThat(List.of(moved.site, moved.phase, moved.event)).containsExactly(3, 2, 15);
    assertThat(object.in(2, 0).event).isEqualTo(5);
    assertThat(object.in(2, -1).event).isEqualTo(Account.NO_EVENT);
    assertThat(new Followed(kept, 3, 0, Account.NO_EVENT).in(2, 1).event)
        .isEqualTo(Account.NO_EVENT);
    assertThat(object.in(2, Integer.MAX_VALUE).event).isEqualTo(Account.NO_EVENT);
    object.clear();
    assertThat(object.in(2, 10)).isSameAs(object);
  }

  @Test
  void followed_withoutAny_isAnEmptyView() {
    WeakReference<?>[] objects = in(HookFixture.following(null, 100)).followed().objects();
    assertThat(objects).isEmpty();
  }

  @Test
  void whileRoomIsMade_nothingIsCounted() {
    Account account = in(HookFixture.following(null, 100));
    recorder.count(1, 0);
    hook.onReading(() -> make(1));
    Followed.follow(recorder, kept, 1);
    assertThat(account.followedCount).isEqualTo(1);
    assertThat(HookFixture.counted(account).get(1)).containsExactly(1L, 0L);
  }

  @Test
  void followed_withoutAnEvent_takesNoneOfAnotherSite() {
    ScopeLedger scope =
        new ScopeLedger(null, true, new SamplingPlan(0, 0, 100, 1_000, 0, 0, 1), 100, 100);
    Account account = in(scope);
    recorder.count(1, 5_000);
    Followed.follow(recorder, kept, 1);
    make(0);
    assertThat(followed(account, 0).event).isZero();
    assertThat(followed(account, 1).event).isEqualTo(Account.NO_EVENT);
  }
}
