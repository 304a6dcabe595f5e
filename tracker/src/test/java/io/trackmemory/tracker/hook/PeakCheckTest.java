package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counting, moving and closing where limits on live bytes are in force. */
class PeakCheckTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private static Constructions open(Account account) {
    return Objects.requireNonNull(account.constructions);
  }

  @Test
  void eachLimitAround_isAddedTo() {
    PeakFixture outer = new PeakFixture(hook, null, 1_000, 500);
    PeakFixture inner = new PeakFixture(hook, outer.scope, 100);
    inner.make(1, 3);
    outer.make(1, 1);
    assertThat(inner.guard().bound()).isEqualTo(48);
    assertThat(outer.scope.peakLimits()).extracting(PeakGuard::bound).containsExactly(64L, 64L);
  }

  @Test
  void limitAround_isPassedByWorkInside() {
    PeakFixture outer = new PeakFixture(hook, null, 100);
    ScopeLedger unlimited = HookFixture.following(outer.scope, 100);
    outer.recorder.enter(unlimited, "inner");
    outer.make(1, 7);
    assertThat(outer.crossing().liveBytes()).isEqualTo(112);
    assertThat(HookFixture.counted(unlimited)).containsEntry(1, List.of(7L, 0L));
  }

  @Test
  void objectInConstruction_isKeptUntilItIsFollowed() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000);
    peak.make(2, 1);
    peak.recorder.count(1, 0);
    peak.recorder.count(2, 24);
    Account account = peak.account();
    assertThat(open(account).count).isEqualTo(2);
    assertThat(LiveObjects.of(account).openSites()).containsExactly(1, 2);
    assertThat(LiveObjects.of(account).openBytes()).containsExactly(16, 24);
    assertThat(LiveObjects.of(account).sumOfOpenBytes()).isEqualTo(40);
    int version = open(account).version;
    Followed.follow(peak.recorder, peak, 1);
    assertThat(open(account).count).isZero();
    assertThat(open(account).version).isEqualTo(version + 2);
    assertThat(LiveObjects.of(account).followed()).hasSize(2);
  }

  @Test
  void manyInConstruction_makeRoom_andThoseThatAreGoneGoFirst() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000_000);
    for (int i = 0; i < 256; i++) {
      peak.recorder.count(1, 0);
    }
    assertThat(open(peak.account()).count).isEqualTo(256);
    assertThat(open(peak.account()).sites).hasSize(256);
    peak.mark = Constructions.GONE;
    peak.recorder.count(2, 0);
    assertThat(open(peak.account()).count).isEqualTo(1);
    assertThat(open(peak.account()).sites).hasSize(256);
    assertThat(open(peak.account()).sites[0]).isEqualTo(2);
    assertThat(peak.guard().bound()).isEqualTo(257 * 16);
  }

  @Test
  void firstUse_isNotLimited() {
    PeakFixture peak = new PeakFixture(hook, null, 100);
    peak.make(1, 1);
    peak.recorder.changeFirstUse(1);
    for (int i = 0; i < 9; i++) {
      peak.recorder.count(1, 0);
    }
    peak.recorder.changeFirstUse(-1);
    assertThat(peak.guard().bound()).isEqualTo(16);
    assertThat(HookFixture.counts(peak.account(), ThreadRecorder.FIRST_USE))
        .containsEntry(1, List.of(9L, 0L));
    peak.make(1, 1);
    assertThat(peak.guard().bound()).isEqualTo(32);
  }

  @Test
  void askingForASize_isOwnWork_andIsDoneOnce() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000_000);
    peak.recorder.count(900_001, 8);
    hook.bytesByReading = 10;
    long before = peak.recorder.ownBytes;
    peak.recorder.count(900_001, 0);
    assertThat(peak.recorder.ownBytes - before).isEqualTo(10);
    peak.recorder.count(900_001, 0);
    assertThat(peak.recorder.ownBytes - before).isEqualTo(10);
    assertThat(PeakProbe.knownBytes(900_001)).isEqualTo(16);
    assertThat(peak.guard().bound()).isEqualTo(40);
    assertThat(peak.recorder.isCounting()).isTrue();
  }

  @Test
  void sizeOfAnObject_thatCannotBeAskedFor_leavesAllLimitsUndecided() {
    PeakFixture outer = new PeakFixture(hook, null, 1_000);
    PeakFixture inner = new PeakFixture(hook, outer.scope, 100);
    inner.recorder.count(950_000, 8);
    hook.failReading(1, new StackOverflowError());
    inner.recorder.count(950_000, 0);
    assertThat(inner.guard().doubt).isEqualTo(PeakCheck.FAILED);
    assertThat(outer.guard().doubt).isEqualTo(PeakCheck.FAILED);
    assertThat(HookFixture.counted(inner.account())).containsEntry(950_000, List.of(2L, 8L));
    assertThat(inner.recorder.isCounting()).isTrue();
    assertThat(inner.recorder.ownWork).isZero();
  }

  @Test
  void close_movesObjectsToTheScopeAround_andItsLimitGoesOn() {
    PeakFixture outer = new PeakFixture(hook, null, 100);
    ScopeLedger inner = new ScopeLedger(outer.scope, true, HookFixture.NONE, 100, 0);
    outer.recorder.enter(inner, "inner");
    outer.make(1, 4);
    outer.recorder.count(2, 0);
    outer.recorder.leave("inner");
    Account moved = inner.accountOf(outer.recorder);
    assertThat(outer.guard().accounts).contains(moved);
    inner.close(outer.recorder);

    assertThat(outer.guard().accounts).doesNotContain(moved);
    assertThat(outer.account().followedCount).isEqualTo(4);
    assertThat(open(outer.account()).count).isEqualTo(1);
    assertThat(outer.guard().bound()).isEqualTo(80);
    Followed.follow(outer.recorder, inner, 2);
    outer.make(1, 2);
    assertThat(outer.crossing().liveBytes()).isEqualTo(112);
  }

  @Test
  void close_foldsWhatAnotherThreadBegan_withoutWhatItNeverMade() {
    PeakFixture outer = new PeakFixture(hook, null, 1_000);
    ScopeLedger inner = new ScopeLedger(outer.scope, true, HookFixture.NONE, 100, 0);
    ThreadRecorder worker = HookFixture.recorder(new Thread(), 8);
    worker.enter(inner, "work");
    worker.count(1, 16);
    worker.leave("work");
    inner.close(outer.recorder);
    assertThat(open(outer.scope.ended).count).isZero();
    assertThat(HookFixture.counted(outer.scope)).containsEntry(1, List.of(1L, 16L));
  }

  @Test
  void openMarks_ofAnotherThread_areByItsStack_andTheOwnLastOneIsSure() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000);
    peak.mark = Constructions.POSSIBLE;
    peak.recorder.count(1, 16);
    peak.recorder.count(2, 16);
    ThreadRecorder worker = HookFixture.recorder(new Thread(), 8);
    worker.enter(peak.scope, "work");
    worker.count(1, 16);
    LiveObjects mine = LiveObjects.of(peak.account());
    LiveObjects others = LiveObjects.of(worker.account);
    assertThat(mine.openMarks(peak.account()))
        .containsExactly(Constructions.POSSIBLE, Constructions.SURE);
    assertThat(others.openMarks(peak.account()))
        .as("its thread is not known any more")
        .containsExactly(Constructions.GONE);
    assertThat(LiveObjects.markedBytes(new long[] {1, 2, 4}, new int[] {3, 2, 1}, 2)).isEqualTo(3);
  }

  @Test
  void whileASizeIsAskedFor_nothingIsCounted() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000_000);
    peak.recorder.count(910_000, 8);
    hook.onReading(() -> peak.recorder.count(910_000, 0));
    peak.recorder.count(910_000, 0);
    assertThat(HookFixture.counted(peak.account())).containsEntry(910_000, List.of(2L, 8L));
    assertThat(peak.guard().bound()).isEqualTo(24);
  }

  /* 2,048 is the first site that the table made for site 0 has no room for. */
  @Test
  void sitesFarApart_areEachCounted() {
    PeakFixture peak = new PeakFixture(hook, null, 1_000_000);
    for (int site : new int[] {0, 2_048, 300, 0}) {
      peak.recorder.count(site, 16);
    }
    assertThat(HookFixture.counted(peak.account()))
        .isEqualTo(Map.of(0, List.of(2L, 32L), 300, List.of(1L, 16L), 2_048, List.of(1L, 16L)));
    assertThat(peak.guard().bound()).isEqualTo(64);
  }
}
