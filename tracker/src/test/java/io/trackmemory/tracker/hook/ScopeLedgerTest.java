package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scopes inside each other close: what is whose afterwards. */
class ScopeLedgerTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger middle = HookFixture.scope(outer);
  private final ScopeLedger inner = HookFixture.scope(middle);
  private ThreadRecorder closer;

  @BeforeEach
  void begin() {
    closer = hook.recorder();
  }

  private ThreadRecorder worker(ScopeLedger scope, long id) {
    ThreadRecorder worker = HookFixture.recorder(new Thread("worker-" + id), id);
    worker.enter(scope, scope);
    return worker;
  }

  @Test
  void accountOf_isOneAThread_withItsName() {
    Account account = outer.accountOf(closer);
    assertThat(outer.accountOf(closer)).isSameAs(account);
    assertThat(account.threadId).isEqualTo(7);
    assertThat(account.threadName).isEqualTo(Thread.currentThread().getName());
    assertThat(account.threadName).isNotSameAs(Thread.currentThread().getName());
    assertThat(outer.accounts).containsExactly(Map.entry(7L, account));
  }

  @Test
  void close_ofTheInner_addsItsCountsToTheOuter_byThread() {
    closer.enter(outer, "a");
    closer.count(1, 8);
    closer.enter(inner, "b");
    closer.count(1, 8);
    closer.count(2, 0);
    closer.leave("b");
    middle.closed = true;
    inner.close(closer);

    assertThat(inner.closed).isTrue();
    assertThat(counted(outer.accountOf(closer)))
        .isEqualTo(Map.of(1, List.of(2L, 16L), 2, List.of(1L, 0L)));
    assertThat(counted(outer.ended)).isEmpty();
    assertThat(outer.adopted).isEmpty();
    closer.count(1, 8);
    assertThat(counted(outer.accountOf(closer)).get(1)).containsExactly(3L, 24L);
  }

  @Test
  void close_ofTheOutermost_whatAThreadThatLivesOnMakesAfterFirstUse_isNobodys() {
    ThreadRecorder worker = worker(outer, 8);
    worker.count(3, 8);
    outer.close(closer);
    worker.changeFirstUse(1); // makes nothing
    worker.changeFirstUse(-1);
    worker.count(3, 16);

    assertThat(worker.account).isSameAs(worker.base);
    assertThat(counted(worker.base)).isEqualTo(Map.of(3, List.of(1L, 16L)));
    assertThat(counted(outer)).isEqualTo(Map.of(3, List.of(1L, 8L)));
  }

  @Test
  void close_ofTheOutermost_keepsItsFigures_untilToldToForget() {
    closer.enter(outer, "a");
    closer.count(1, 8);
    closer.leave("a");
    worker(outer, 8).count(3, 8);
    ThreadRecorder folded = worker(outer, 9);
    folded.count(4, 8);
    outer.fold(folded.account);
    outer.accounts.remove(9L);
    outer.close(closer);
    assertThat(counted(outer).keySet()).containsExactlyInAnyOrder(1, 3, 4);
    assertThat(ScopeLedger.NOBODY.accounts).isEmpty();

    outer.forget();
    assertThat(counted(outer)).isEmpty();
    assertThat(outer.closed).isTrue();
  }

  /* That of another thread may be written by it: the closing one must not add to it. */
  @Test
  void close_foldsTheAccountsOfThreadsThatHaveLeft() {
    ThreadRecorder worker = worker(inner, 8);
    worker.count(3, 8);
    worker.leave(inner);
    ThreadRecorder still = worker(middle, 8);
    inner.close(closer);

    assertThat(counted(middle.ended)).isEqualTo(Map.of(3, List.of(1L, 8L)));
    assertThat(counted(middle.accountOf(still))).isEmpty();
    assertThat(middle.accounts).doesNotContainKey(7L);
    assertThat(counted(middle)).isEqualTo(Map.of(3, List.of(1L, 8L)));
  }

  @Test
  void close_handsOnTheAccountsOfThreadsThatStillWork() {
    ThreadRecorder worker = worker(inner, 8);
    worker.count(3, 8);
    inner.close(closer);
    assertThat(middle.adopted).containsExactly(worker.account);
    worker.count(3, 8);
    assertThat(counted(middle)).isEqualTo(Map.of(3, List.of(2L, 16L)));

    middle.close(closer);
    worker.count(3, 8);
    assertThat(outer.adopted).containsExactly(worker.account);
    assertThat(counted(outer)).isEqualTo(Map.of(3, List.of(3L, 24L)));
    assertThat(counted(outer.ended)).isEmpty();
    worker.leave(inner);
    assertThat(counted(outer)).isEqualTo(Map.of(3, List.of(3L, 24L)));
  }

  @Test
  void close_ofTheClosersOwn_isAddedToItsAccount_evenIfItNeverEnteredTheOuter() {
    closer.enter(inner, "b");
    closer.count(1, 0);
    closer.leave("b");
    inner.close(closer);
    assertThat(counted(middle.accountOf(closer))).isEqualTo(Map.of(1, List.of(1L, 0L)));
  }

  @Test
  void close_takesWhatWasFoldedBefore() {
    ThreadRecorder worker = worker(inner, 8);
    worker.count(3, 8);
    inner.fold(worker.account);
    inner.accounts.clear();
    inner.close(closer);
    assertThat(counted(middle.ended)).isEqualTo(Map.of(3, List.of(1L, 8L)));
  }

  @Test
  void ended_keepsTheFirstThreadsApart_andAddsTheOthersTogether() {
    for (long id = 1_000; id < 1_256; id++) {
      worker(outer, id).count(1, 8);
    }
    Account last = Objects.requireNonNull(outer.accounts.get(1_255L));
    outer.ended(last);
    assertThat(outer.accounts).hasSize(256);
    assertThat(counted(outer.ended)).isEmpty();

    ThreadRecorder one = worker(outer, 2_000);
    one.count(2, 8);
    outer.ended(one.account);
    outer.ended(one.account);
    assertThat(outer.accounts).hasSize(256);
    assertThat(counted(outer.ended)).isEqualTo(Map.of(2, List.of(1L, 8L)));
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(256L, 2_048L), 2, List.of(1L, 8L)));
  }

  @Test
  void firstOpen_isTheNearestThatIsNotClosed() {
    assertThat(inner.firstOpen()).isSameAs(inner);
    inner.closed = true;
    assertThat(inner.firstOpen()).isSameAs(middle);
    middle.closed = true;
    assertThat(inner.firstOpen()).isSameAs(outer);
    outer.closed = true;
    assertThat(inner.firstOpen()).isNull();
  }

  @Test
  void nextPhase_separatesOffHeapPartsToo() {
    outer.nextPhase();
    outer.nextPhase();
    assertThat(outer.phase).isEqualTo(2);
    assertThat(outer.natives.parts()).hasSize(3);
  }

  @Test
  void peakLimits_areItsOwn_insideThoseAround() {
    ScopeLedger around = new ScopeLedger(null, true, HookFixture.NONE, 1, 0, new long[] {100, 50});
    ScopeLedger within = new ScopeLedger(around, true, HookFixture.NONE, 1, 0, new long[] {10});
    assertThat(around.peakLimits()).extracting(guard -> guard.limit).containsExactly(50L, 100L);
    assertThat(within.peakLimits()).extracting(guard -> guard.limit).containsExactly(10L);
    assertThat(within.peakLimits().get(0).outer).isSameAs(around.peak);
    assertThat(HookFixture.scope(within).peak).isSameAs(within.peak);
    assertThat(HookFixture.scope(within).peakLimits()).isEmpty();
  }

  @Test
  void close_endsItsOwnLimitsOnly() {
    ScopeLedger around = new ScopeLedger(null, true, HookFixture.NONE, 1, 0, new long[] {100});
    ScopeLedger within = new ScopeLedger(around, true, HookFixture.NONE, 1, 0, new long[] {10});
    within.close(closer);
    assertThat(within.peakLimits().get(0).add(1_000)).isFalse();
    assertThat(around.peakLimits().get(0).add(1_000)).isTrue();
  }
}
