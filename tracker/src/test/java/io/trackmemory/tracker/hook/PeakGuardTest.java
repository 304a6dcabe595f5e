package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakGuardTest {

  private final ScopeLedger ledger =
      new ScopeLedger(null, true, SamplingPlan.NONE, 1, 0, new long[] {100});
  private final PeakGuard guard = ledger.peakLimits().get(0);

  private PeakCrossing crossing(long liveBytes) {
    return new PeakCrossing(liveBytes, List.of(), 0, 1, 16, 3, "thread", new Throwable());
  }

  @Test
  void add_tellsThatTheLimitMayBePassed_onlyAboveIt() {
    assertThat(guard.add(100)).isFalse();
    assertThat(guard.isPassed()).isFalse();
    assertThat(guard.add(1)).isTrue();
    assertThat(guard.isPassed()).isTrue();
    assertThat(guard.bound()).isEqualTo(101);
    assertThat(guard.highestAtMost()).isEqualTo(100);
  }

  @Test
  void lower_takesOffWhatHasDied_andKeepsWhatCameMeanwhile() {
    guard.add(120);
    long before = guard.bound();
    guard.add(5);
    guard.lower(before, 40);
    assertThat(guard.bound()).isEqualTo(45);
    assertThat(guard.isPassed()).isFalse();
  }

  @Test
  void passed_goesOnAtAQuarterMore() {
    guard.add(120);
    PeakCrossing moment = crossing(120);
    guard.passed(moment);
    assertThat(guard.crossing).isSameAs(moment);
    assertThat(moment.threadName()).isEqualTo("thread");
    assertThat(moment.makerId()).isEqualTo(3);
    assertThat(guard.highestAtMost()).isEqualTo(150);
    assertThat(guard.isPassed()).isFalse();
    assertThat(guard.add(31)).isTrue();
  }

  @Test
  void goOn_raisesTheCeiling_onlyWhereMoreIsAlive() {
    guard.passed(crossing(120));
    guard.goOn(150);
    assertThat(guard.highestAtMost()).isEqualTo(150);
    guard.goOn(160);
    assertThat(guard.highestAtMost()).isEqualTo(200);
  }

  @Test
  void goOn_givesUpAfterManyTimes() {
    guard.passed(crossing(120));
    for (int i = 0; i < 40; i++) {
      guard.goOn(1);
    }
    assertThat(guard.highestAtMost()).isEqualTo(150);
    guard.add(1_000);
    assertThat(guard.isPassed()).isTrue();
    guard.goOn(1);
    assertThat(guard.highestAtMost()).isEqualTo(-1);
    assertThat(guard.isPassed()).isFalse();
    assertThat(guard.doubt).isNull();
  }

  @Test
  void undecided_saysWhy_andLooksNoMore() {
    guard.undecided("why");
    guard.undecided("later");
    assertThat(guard.doubt).isEqualTo("why");
    assertThat(guard.highestAtMost()).isEqualTo(-1);
    assertThat(guard.add(1_000)).isFalse();
    assertThat(guard.isPassed()).isFalse();
  }

  @Test
  void undecided_afterTheLimitWasPassed_isNoDoubt() {
    guard.passed(crossing(120));
    guard.undecided("why");
    assertThat(guard.doubt).isNull();
    assertThat(guard.highestAtMost()).isEqualTo(-1);
  }

  @Test
  void finish_endsIt_asItWas() {
    guard.finish();
    assertThat(guard.add(1_000)).isFalse();
    guard.undecided("why");
    assertThat(guard.doubt).isNull();
  }
}
