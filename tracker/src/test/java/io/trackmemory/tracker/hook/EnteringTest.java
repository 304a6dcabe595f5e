package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thread enters scopes and leaves them. */
class EnteringTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger inner = HookFixture.scope(outer);
  private ThreadRecorder recorder;

  @BeforeEach
  void begin() {
    recorder = hook.recorder();
  }

  @Test
  void leave_goesBackToTheScopeAround() {
    recorder.enter(outer, "a");
    recorder.enter(inner, "b");
    recorder.count(1, 0);
    assertThat(recorder.scope()).isSameAs(inner);
    recorder.leave("b");
    recorder.count(1, 8);
    assertThat(recorder.scope()).isSameAs(outer);
    recorder.leave("a");
    recorder.count(1, 16);
    assertThat(recorder.scope()).isNull();

    assertThat(counted(inner.accountOf(recorder))).isEqualTo(Map.of(1, List.of(1L, 0L)));
    assertThat(counted(outer.accountOf(recorder))).isEqualTo(Map.of(1, List.of(1L, 8L)));
    assertThat(counted(recorder.base)).isEqualTo(Map.of(1, List.of(1L, 16L)));
    assertThat(inner.accountOf(recorder).entered).isZero();
    assertThat(outer.accountOf(recorder).entered).isZero();
    assertThat(recorder.saved).isNull();
  }

  @Test
  void leave_ofTheOuterOne_leavesTheInnerToo() {
    recorder.enter(outer, "a");
    recorder.enter(inner, "b");
    recorder.leave("a");

    assertThat(recorder.account).isSameAs(recorder.base);
    assertThat(inner.accountOf(recorder).entered).isZero();
    assertThat(outer.accountOf(recorder).entered).isZero();
  }

  @Test
  void leave_ofWhatWasNotEntered_doesNothing() {
    recorder.enter(outer, "a");
    recorder.leave("other");
    assertThat(recorder.account).isSameAs(outer.accountOf(recorder));
    assertThat(outer.accountOf(recorder).entered).isEqualTo(1);
  }

  @Test
  void leave_ofATokenEnteredTwice_leavesTheInnermost() {
    recorder.enter(outer, "a");
    recorder.enter(inner, "a");
    recorder.leave("a");
    assertThat(recorder.scope()).isSameAs(outer);
  }

  @Test
  void enter_ofNobodysScope_isTheThreadsOwn() {
    recorder.enter(outer, "a");
    recorder.enter(ScopeLedger.NOBODY, "b");
    assertThat(recorder.account).isSameAs(recorder.base);
    assertThat(recorder.scope()).isNull();
    assertThat(ScopeLedger.NOBODY.accounts).isEmpty();
  }

  @Test
  void scope_thatHasClosed_isTheOneAround() {
    recorder.enter(inner, "a");
    inner.closed = true;
    assertThat(recorder.scope()).isSameAs(outer);
    outer.closed = true;
    assertThat(recorder.scope()).isNull();
  }

  @Test
  void enter_startsWithoutSpans_andLeaveBringsThemBack() {
    recorder.changeFirstUse(1);
    recorder.setTestCode(1);
    recorder.enter(outer, "a");
    assertThat(recorder.isCounting()).isTrue();
    assertThat(recorder.firstUse).isZero();
    assertThat(recorder.testBits).isZero();
    recorder.leave("a");
    assertThat(recorder.isFirstUse()).isTrue();
    recorder.changeFirstUse(-1);
    assertThat(recorder.handsOver()).isTrue();
    assertThat(recorder.isCounting()).isFalse();
  }

  @Test
  void enter_inOwnWork_countsUntilItIsLeft() {
    hook.jvmBytes = 1_000;
    recorder.beginOwn();
    hook.jvmBytes += 100;
    recorder.enter(outer, "a");
    assertThat(recorder.isCounting()).isTrue();
    hook.jvmBytes += 10;
    recorder.leave("a");
    assertThat(recorder.isOn()).isFalse();
    assertThat(recorder.ownWork).isEqualTo(1);
    hook.jvmBytes += 1_000;
    recorder.endOwn();

    assertThat(recorder.isCounting()).isTrue();
    assertThat(recorder.ownBytes).isEqualTo(1_100);
    assertThat(outer.accountOf(recorder).jvmBytes).isEqualTo(10);
  }

  @Test
  void jvmBytes_areThoseBetweenEnterAndLeave_ownOnesLeftOut() {
    hook.jvmBytes = 1_000;
    recorder.enter(outer, "a");
    Account account = outer.accountOf(recorder);
    hook.jvmBytes += 50;
    recorder.beginOwn();
    hook.jvmBytes += 7;
    assertThat(recorder.jvmBytes(account)).isEqualTo(50);
    recorder.endOwn();
    hook.jvmBytes += 3;
    assertThat(recorder.jvmBytes(account)).isEqualTo(53);
    recorder.leave("a");
    hook.jvmBytes += 500;
    assertThat(account.jvmBytes).isEqualTo(53);
    assertThat(recorder.jvmBytes(account)).isEqualTo(53);

    recorder.enter(outer, "a");
    hook.jvmBytes += 4;
    assertThat(recorder.jvmBytes(account)).isEqualTo(57);
    recorder.leave("a");
    assertThat(account.jvmBytes).isEqualTo(57);
  }

  @Test
  void jvmBytes_leaveOutWhatEnteringTakes() {
    hook.bytesByReading = 1;
    recorder.enter(outer, "a");
    hook.bytesByReading = 0;
    assertThat(recorder.ownBytes).isEqualTo(1);
    assertThat(recorder.jvmBytes(outer.accountOf(recorder))).isZero();
  }

  @Test
  void jvmBytes_ofAScopeLeftInOwnWork_leaveThatOut() {
    recorder.enter(outer, "a");
    hook.jvmBytes += 50;
    recorder.beginOwn();
    hook.jvmBytes += 7;
    recorder.leave("a");
    assertThat(outer.accountOf(recorder).jvmBytes).isEqualTo(50);
    assertThat(recorder.isCounting()).isTrue();
  }

  @Test
  void jvmBytes_ofAnotherThreadsAccount_areWhatItHasToldSoFar() {
    ThreadRecorder other = HookFixture.recorder(new Thread(), 8);
    other.enter(outer, "a");
    Account account = outer.accountOf(other);
    hook.jvmBytes += 50;
    assertThat(recorder.jvmBytes(account)).isZero();
    assertThat(other.jvmBytes(account)).isEqualTo(50);
  }

  @Test
  void enteredTwice_figuresAreThoseOfTheOutermost() {
    hook.cpu = 100;
    recorder.enter(outer, "a");
    hook.jvmBytes += 10;
    hook.cpu = 110;
    recorder.enter(outer, "b");
    Account account = outer.accountOf(recorder);
    assertThat(account.entered).isEqualTo(2);
    hook.jvmBytes += 10;
    recorder.leave("b");
    assertThat(account.jvmBytes).isZero();
    assertThat(account.cpuNanos).isZero();
    hook.cpu = 130;
    recorder.leave("a");
    assertThat(account.jvmBytes).isEqualTo(20);
    assertThat(account.cpuNanos).isEqualTo(30);
  }

  @Test
  void cpuTime_isTheSumOfItsStretches_unknownIfOneIs() {
    hook.cpu = 100;
    recorder.enter(outer, "a");
    hook.cpu = 130;
    recorder.leave("a");
    hook.cpu = 500;
    recorder.enter(outer, "a");
    hook.cpu = 507;
    recorder.leave("a");
    Account account = outer.accountOf(recorder);
    assertThat(account.cpuNanos).isEqualTo(37);

    account.cpuStart = 500;
    account.addCpu(-1);
    assertThat(account.cpuNanos).isEqualTo(-1);
    account.addCpu(600);
    assertThat(account.cpuNanos).isEqualTo(-1);
  }

  @Test
  void addCpu_withoutAStart_isUnknown_andZeroIsNone() {
    Account account = outer.accountOf(recorder);
    account.cpuStart = 0;
    account.addCpu(0);
    assertThat(account.cpuNanos).isZero();
    account.addCpu(5);
    assertThat(account.cpuNanos).isEqualTo(5);
    account.cpuStart = -1;
    account.addCpu(5);
    assertThat(account.cpuNanos).isEqualTo(-1);
  }

  @Test
  void disown_ofAThreadBornInAScope_endsItsWork() {
    Account account = outer.accountOf(recorder);
    recorder.account = account;
    account.entered = 1;
    hook.cpu = 9;
    recorder.disown();
    assertThat(account.entered).isZero();
    assertThat(account.cpuNanos).isEqualTo(9);
    recorder.count(1, 0);
    assertThat(counted(recorder.base)).isEqualTo(Map.of(1, List.of(1L, 0L)));
    assertThat(counted(account)).isEmpty();
  }

  /* Whoever entered holds the account in use: it is not to be taken for another's. */
  @Test
  void disown_ofAThreadThatHasEntered_leavesTheAccountInUse() {
    recorder.enter(outer, "a");
    recorder.disown();
    assertThat(outer.accountOf(recorder).entered).isEqualTo(1);
    assertThat(recorder.saved).isNull();
    assertThat(recorder.account).isSameAs(recorder.base);
    hook.cpu = 3;
    recorder.disown();
    assertThat(recorder.base.cpuNanos).isZero();
  }

  @Test
  void enter_thatFails_entersNothing() {
    recorder.enter(outer, "a");
    ScopeLedger[] none = new ScopeLedger[1];
    assertThatThrownBy(() -> recorder.enter(none[0], "b")).isInstanceOf(NullPointerException.class);
    assertThat(recorder.isCounting()).isTrue();
    recorder.leave("a");
    assertThat(recorder.saved).isNull();
    assertThat(recorder.isCounting()).isTrue();
  }
}
