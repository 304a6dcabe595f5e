package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A limit of 100 bytes in a scope whose objects take 16 each: 6 may live at once, 7 may not. */
class PeakMeasurementTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private PeakFixture peak;

  @BeforeEach
  void open() {
    peak = new PeakFixture(hook, null, 100);
  }

  @Test
  void fewEnough_nothingIsMeasured_andAllIsCounted() {
    peak.make(1, 6);
    assertThat(peak.collections).isZero();
    assertThat(peak.guard().bound()).isEqualTo(96);
    assertThat(HookFixture.counted(peak.account())).containsEntry(1, List.of(6L, 0L));
    assertThat(Objects.requireNonNull(peak.account().constructions).count).isZero();
    assertThat(peak.account().followedCount).isEqualTo(6);
  }

  @Test
  void oneTooMany_isTheCrossing_withAllThatLives() {
    peak.scope.nextPhase();
    peak.make(1, 4);
    peak.make(2, 2);
    peak.recorder.count(3, 0);

    PeakCrossing crossing = peak.crossing();
    assertThat(crossing.liveBytes()).isEqualTo(112);
    assertThat(crossing.site()).isEqualTo(3);
    assertThat(crossing.bytes()).isEqualTo(16);
    assertThat(crossing.phase()).isEqualTo(1);
    assertThat(crossing.makerId()).isEqualTo(7);
    assertThat(crossing.rows())
        .extracting(row -> List.of((long) row.site(), row.count(), row.bytes(), row.makerId()))
        .containsExactly(
            List.of(1L, 4L, 64L, 7L), List.of(2L, 2L, 32L, 7L), List.of(3L, 1L, 16L, 7L));
    assertThat(crossing.rows().get(0).threadName()).isEqualTo(Thread.currentThread().getName());
    assertThat(peak.collections).isEqualTo(1);
    assertThat(peak.guard().highestAtMost()).isEqualTo(140);
    assertThat(peak.guard().doubt).isNull();
    assertThat(HookFixture.counted(peak.account())).containsEntry(3, List.of(1L, 0L));
    assertThat(peak.recorder.isCounting()).isTrue();
    assertThat(peak.recorder.ownWork).isZero();
  }

  @Test
  void deadOnes_doNotCount() {
    peak.make(1, 6);
    peak.die(2);
    peak.make(1, 2);
    assertThat(peak.guard().crossing).isNull();
    assertThat(peak.collections).isEqualTo(1);
    assertThat(peak.guard().bound()).isEqualTo(96);
    assertThat(peak.account().followedCount).isEqualTo(6);
    peak.make(1, 1);
    assertThat(peak.crossing().liveBytes()).isEqualTo(112);
  }

  @Test
  void deadOnesCollectedBefore_takeNoCollection() {
    peak.make(1, 6);
    FollowingTest.collect(peak.account(), 0);
    peak.make(1, 1);
    assertThat(peak.collections).isZero();
    assertThat(peak.guard().bound()).isEqualTo(96);
  }

  @Test
  void arrays_countWithTheirOwnSize() {
    byte[] array = new byte[60];
    peak.recorder.count(5, 80);
    Followed.follow(peak.recorder, array, 5);
    peak.make(1, 1);
    assertThat(peak.guard().bound()).isEqualTo(96);
    peak.make(1, 1);
    assertThat(peak.crossing().liveBytes()).isEqualTo(112);
    assertThat(peak.crossing().rows().get(0).bytes()).isEqualTo(80);
    assertThat(array).hasSize(60);
  }

  @Test
  void withoutACollection_isUndecided() {
    peak.collects = false;
    peak.make(1, 7);
    assertThat(peak.guard().doubt).isEqualTo(PeakMeasurement.NO_COLLECTION);
    assertThat(peak.guard().crossing).isNull();
    peak.make(1, 7);
    assertThat(HookFixture.counted(peak.account())).containsEntry(1, List.of(14L, 0L));
  }

  @Test
  void aCollectionThatFails_isUndecided_andCountingGoesOn() {
    peak.failure = new OutOfMemoryError();
    peak.make(1, 7);
    assertThat(peak.guard().doubt).isEqualTo(PeakCheck.FAILED);
    assertThat(peak.recorder.isCounting()).isTrue();
    peak.failure = null;
    PeakFixture other = new PeakFixture(hook, null, 100);
    other.make(1, 7);
    assertThat(other.crossing().liveBytes()).as("the lock was given back").isEqualTo(112);
  }

  @Test
  void unknownSize_isUndecided_onceSuchAnObjectBegins() {
    peak.make(1, 1);
    peak.recorder.count(PeakFixture.UNKNOWN_SITE, 0);
    assertThat(peak.guard().doubt).isEqualTo(PeakMeasurement.SIZE);
  }

  @Test
  void unknownSizeOfAFollowedOne_isUndecidedWhenMeasured() {
    Account account = peak.account();
    Object unknown = new Object();
    account.add(new Followed(unknown, PeakFixture.UNKNOWN_SITE, 0, Account.NO_EVENT));
    peak.make(1, 7);
    assertThat(peak.guard().doubt).isEqualTo(PeakMeasurement.SIZE);
    assertThat(unknown).isNotNull();
  }

  @Test
  void sampled_isUndecided_unlessTheRestIsEnough() {
    peak.account().skipped = 1;
    peak.make(1, 6);
    peak.die(3);
    peak.make(1, 1);
    assertThat(peak.guard().doubt).isEqualTo(PeakMeasurement.SAMPLED);

    PeakFixture other = new PeakFixture(hook, null, 100);
    other.account().skipped = 1;
    other.make(1, 7);
    assertThat(other.crossing().liveBytes()).isEqualTo(112);
    other.make(1, 2);
    assertThat(other.guard().doubt).isNull();
    assertThat(other.guard().highestAtMost()).isEqualTo(-1);
  }

  @Test
  void constructorsThatThrew_leaveNothing() {
    peak.make(1, 3);
    for (int i = 0; i < 4; i++) {
      peak.recorder.count(2, 0);
    }
    PeakCrossing moment = peak.guard().crossing;
    assertThat(moment).as("all of them may be there, by the stack").isNotNull();

    PeakFixture other = new PeakFixture(hook, null, 100);
    other.make(1, 3);
    other.mark = Constructions.GONE;
    for (int i = 0; i < 4; i++) {
      other.recorder.count(2, 0);
    }
    assertThat(other.guard().crossing).isNull();
    assertThat(other.guard().bound()).isEqualTo(64);
    assertThat(Objects.requireNonNull(other.account().constructions).count).isEqualTo(1);
  }

  @Test
  void constructorsThatMayHaveThrown_areInDoubt() {
    peak.make(1, 3);
    peak.mark = Constructions.POSSIBLE;
    for (int i = 0; i < 4; i++) {
      peak.recorder.count(2, 0);
    }
    assertThat(peak.guard().crossing).isNull();
    assertThat(peak.guard().doubt).isEqualTo(PeakMeasurement.CONSTRUCTION);
  }

  @Test
  void softlyHeldOnes_areLeftOut() {
    peak.make(1, 6);
    peak.softlyHeld.add(FollowingTest.followed(peak.account(), 0));
    peak.make(1, 1);
    assertThat(peak.guard().crossing).isNull();
    assertThat(peak.guard().doubt).isNull();
    assertThat(peak.guard().bound()).isEqualTo(96);

    peak.make(1, 1);
    assertThat(peak.crossing().liveBytes()).isEqualTo(112);
    assertThat(peak.crossing().rows().get(0).count()).isEqualTo(7);
  }

  @Test
  void softness_thatCannotBeTold_isUndecided() {
    peak.doubtOfSoftness = "no dump";
    peak.make(1, 7);
    assertThat(peak.guard().doubt).isEqualTo("no dump");
    assertThat(peak.guard().crossing).isNull();
  }

  @Test
  void afterTheCrossing_itIsMeasuredOn() {
    peak.make(1, 7);
    assertThat(peak.guard().highestAtMost()).isEqualTo(140);
    peak.make(1, 2);
    assertThat(peak.crossing().liveBytes()).isEqualTo(112);
    assertThat(peak.guard().highestAtMost()).isEqualTo(180);
    peak.die(9);
    peak.make(1, 9);
    assertThat(peak.guard().highestAtMost()).isEqualTo(180);
    assertThat(peak.collections).isEqualTo(3);
  }

  @Test
  void survivors_areTheReferencesThemselves() {
    peak.make(1, 2);
    LiveObjects seen = LiveObjects.of(peak.account());
    List<WeakReference<?>> survivors = new ArrayList<>();
    Map<Object, Long> sizes = new HashMap<>();
    FollowingTest.collect(peak.account(), 0);
    seen.addSurvivors(survivors, sizes);
    assertThat(survivors).containsExactly(peak.account().followed[1]);
    assertThat(sizes).containsOnly(Map.entry(survivors.get(0), 16L));
  }
}
