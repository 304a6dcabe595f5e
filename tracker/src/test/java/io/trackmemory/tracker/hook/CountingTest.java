package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static io.trackmemory.tracker.hook.HookFixture.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How one thread counts at its sites. */
class CountingTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger scope = HookFixture.scope();
  private ThreadRecorder recorder;
  private Account account;

  @BeforeEach
  void enter() {
    recorder = hook.recorder();
    recorder.enter(scope, this);
    account = scope.accountOf(recorder);
  }

  @Test
  void count_addsOneAndItsBytes_atItsSiteOnly() {
    recorder.count(5, 0);
    recorder.count(5, 24);
    recorder.count(6, 8);
    recorder.count(5, 16);

    assertThat(counted(account)).isEqualTo(Map.of(5, List.of(3L, 40L), 6, List.of(1L, 8L)));
    assertThat(counted(recorder.base)).isEmpty();
    assertThat(counts(account, ThreadRecorder.FIRST_USE)).isEmpty();
    assertThat(counts(account, ThreadRecorder.TEST_CODE)).isEmpty();
  }

  /* 2,048 is the first site that the table made for site 0 has no room for. */
  @Test
  void count_atSitesFarApart_countsEach() {
    for (int site : new int[] {0, 255, 256, 2_047, 2_048, 600, 100_000, 5_000, 0, 2_048, 100_000}) {
      recorder.count(site, 8);
    }

    assertThat(counted(account))
        .isEqualTo(
            Map.of(
                0, List.of(2L, 16L),
                255, List.of(1L, 8L),
                256, List.of(1L, 8L),
                600, List.of(1L, 8L),
                2_047, List.of(1L, 8L),
                2_048, List.of(2L, 16L),
                5_000, List.of(1L, 8L),
                100_000, List.of(2L, 16L)));
    assertThat(hook.lost()).isZero();
  }

  @Test
  void count_outsideOfAnyScope_isTheThreadsOwn() {
    recorder.leave(this);
    recorder.count(5, 24);

    assertThat(counted(recorder.base)).isEqualTo(Map.of(5, List.of(1L, 24L)));
    assertThat(counted(account)).isEmpty();
  }

  @Test
  void count_inOwnWork_countsNothing_evenAtANewSite() {
    recorder.count(5, 0);
    recorder.beginOwn();
    recorder.count(5, 0);
    recorder.count(700, 0);
    recorder.endOwn();
    recorder.count(5, 0);

    assertThat(counted(account)).isEqualTo(Map.of(5, List.of(2L, 0L)));
  }

  @Test
  void count_inFirstUse_andInTestCode_isApart() {
    recorder.changeFirstUse(1);
    recorder.count(1, 8);
    recorder.count(1, 8);
    recorder.changeFirstUse(-1);
    recorder.setTestCode(1);
    recorder.count(2, 0);
    recorder.setTestCode(0);
    recorder.count(3, 0);

    assertThat(counts(account, ThreadRecorder.FIRST_USE)).isEqualTo(Map.of(1, List.of(2L, 16L)));
    assertThat(counts(account, ThreadRecorder.TEST_CODE)).isEqualTo(Map.of(2, List.of(1L, 0L)));
    assertThat(counted(account)).isEqualTo(Map.of(3, List.of(1L, 0L)));
    assertThat(account.stacks.count).isZero();
  }

  @Test
  void count_makesItsCountersAsOwnWork() {
    hook.bytesByReading = 10;
    long before = recorder.ownBytes;
    recorder.count(5, 0);
    assertThat(recorder.ownBytes - before).isEqualTo(10);

    recorder.count(5, 0);
    recorder.count(6, 0);
    assertThat(recorder.ownBytes - before).isEqualTo(10);
  }

  @Test
  void count_withoutMemoryForItsCounters_isLost_andTheNextIsNot() {
    long[][] before = recorder.chunks;
    hook.failReading(1, new OutOfMemoryError("in vain"));
    recorder.count(5, 24);

    assertThat(hook.lost()).isEqualTo(1);
    assertThat(Recorders.lastLoss()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(counted(account)).isEmpty();
    assertThat(recorder.chunks).isSameAs(before);

    recorder.count(5, 24);
    assertThat(counted(account)).isEqualTo(Map.of(5, List.of(1L, 24L)));
    assertThat(hook.lost()).isEqualTo(1);
  }

  /* Whoever makes the object never gets it, so there is nothing to count. */
  @Test
  void count_withoutStackForItsCounters_throws_andTheNextIsCounted() {
    hook.failReading(1, new StackOverflowError());
    assertThatThrownBy(() -> recorder.count(5, 0)).isInstanceOf(StackOverflowError.class);

    assertThat(recorder.isCounting()).isTrue();
    assertThat(recorder.ownWork).isZero();
    recorder.count(5, 0);
    assertThat(counted(account)).isEqualTo(Map.of(5, List.of(1L, 0L)));
    assertThat(hook.lost()).isZero();
  }

  @Test
  void count_thatFailsInFirstUse_leavesFirstUseAsItWas() {
    recorder.changeFirstUse(1);
    hook.failReading(1, new OutOfMemoryError());
    recorder.count(5, 0);

    assertThat(recorder.isFirstUse()).isTrue();
    recorder.count(5, 0);
    recorder.changeFirstUse(-1);
    recorder.count(5, 0);
    assertThat(counts(account, ThreadRecorder.FIRST_USE)).isEqualTo(Map.of(5, List.of(1L, 0L)));
    assertThat(counted(account)).isEqualTo(Map.of(5, List.of(1L, 0L)));
  }

  @Test
  void uncounted_isNotedWhereItWouldCount() {
    recorder.changeFirstUse(1);
    recorder.uncounted(4);
    recorder.changeFirstUse(-1);
    assertThat(account.uncountedSite).isEqualTo(-1);

    recorder.uncounted(4);
    assertThat(account.uncountedSite).isEqualTo(4);
  }

  @Test
  void count_fromWithinTheSlowPath_countsNothing() {
    hook.onReading(() -> recorder.count(9, 0));
    recorder.count(5, 0);
    assertThat(counted(account)).isEqualTo(Map.of(5, List.of(1L, 0L)));
  }

  @Test
  void countersAreAtHand_afterASpan() {
    recorder.count(5, 0);
    recorder.beginOwn();
    assertThat(recorder.chunks).isSameAs(ThreadRecorder.NOWHERE);
    recorder.endOwn();
    assertThat(recorder.chunks).isSameAs(account.tables[ThreadRecorder.COUNTED]);
  }
}
