package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes that native methods make, by cause, and Java code that runs meanwhile. */
class NativeCallsTest {

  private static final int ONE = 1;
  private static final int TWO = 2;

  @RegisterExtension final HookFixture hook = new HookFixture();

  private ThreadRecorder mine;
  private Account account;

  @BeforeEach
  void open() {
    mine = HookFixture.current();
    ScopeLedger scope = HookFixture.scope();
    mine.enter(scope, this);
    mine.count(1, 0); // its counters are there
    account = mine.account;
  }

  private void assertMade(int cause, long calls, long bytes) {
    assertThat(Arrays.copyOfRange(account.nativeBytes, 2 * cause, 2 * cause + 2))
        .containsExactly(calls, bytes);
  }

  @Test
  void call_isMeasured() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 40;
    NativeCalls.end();
    hook.jvmBytes += 1_000;
    NativeCalls.begin(ONE);
    hook.jvmBytes += 2;
    NativeCalls.end();
    NativeCalls.begin(TWO);
    NativeCalls.end();
    assertMade(ONE, 2, 42);
    assertMade(TWO, 0, 0);
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void end_withoutABegin_isNone() {
    NativeCalls.end();
    NativeCalls.upcall(1);
    NativeCalls.upcall(-1);
    assertThat(account.nativeBytes).containsOnly(0);
    assertThat(mine.nativeCalls.inProgress()).isFalse();
  }

  @Test
  void call_inWhichJavaCounts_isOfNoKnownCause() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 40;
    Hook.object(1);
    hook.jvmBytes += 40;
    NativeCalls.end();
    assertMade(ONE, 0, 0);
    assertThat(HookFixture.counted(account).get(1)).containsExactly(2L, 0L);
    NativeCalls.begin(ONE);
    hook.jvmBytes += 5;
    NativeCalls.end();
    assertMade(ONE, 1, 5);
  }

  @Test
  void javaThatIsKnownToBeCalled_isLeftOut() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 10;
    NativeCalls.upcall(1);
    hook.jvmBytes += 1_000;
    Hook.object(1);
    NativeCalls.upcall(1);
    hook.jvmBytes += 1_000;
    NativeCalls.upcall(-1);
    hook.jvmBytes += 1_000;
    NativeCalls.upcall(-1);
    hook.jvmBytes += 3;
    NativeCalls.end();
    assertMade(ONE, 1, 13);
    assertThat(HookFixture.counted(account).get(1)).containsExactly(2L, 0L);
  }

  @Test
  void javaThatIsKnown_afterSomeThatWasNot_doesNotMakeItWhole() {
    NativeCalls.begin(ONE);
    Hook.object(1);
    NativeCalls.upcall(1);
    NativeCalls.upcall(-1);
    hook.jvmBytes += 3;
    NativeCalls.end();
    assertMade(ONE, 0, 0);
  }

  @Test
  void firstUseInside_isLeftOut() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 10;
    Hook.firstUse(1);
    hook.jvmBytes += 1_000;
    Hook.object(1);
    Hook.firstUse(-1);
    hook.jvmBytes += 3;
    NativeCalls.end();
    assertMade(ONE, 1, 13);
  }

  @Test
  void callInsideAnUpcall_isMeasuredApart() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 10;
    NativeCalls.upcall(1);
    NativeCalls.begin(TWO);
    hook.jvmBytes += 7;
    NativeCalls.end();
    hook.jvmBytes += 100;
    NativeCalls.begin(TWO);
    hook.jvmBytes += 1;
    NativeCalls.end();
    NativeCalls.upcall(-1);
    hook.jvmBytes += 3;
    NativeCalls.end();
    assertMade(ONE, 1, 13);
    assertMade(TWO, 2, 8);
    assertThat(mine.nativeCalls.inProgress()).isFalse();
  }

  @Test
  void callThatThrew_isDroppedByTheNext() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 10;
    NativeCalls.begin(TWO);
    hook.jvmBytes += 3;
    NativeCalls.end();
    NativeCalls.end();
    assertMade(ONE, 0, 0);
    assertMade(TWO, 1, 3);
  }

  @Test
  void callThatThrewInAnUpcall_isDroppedAtItsEnd() {
    NativeCalls.begin(ONE);
    NativeCalls.upcall(1);
    NativeCalls.begin(TWO);
    hook.jvmBytes += 10;
    NativeCalls.upcall(-1);
    hook.jvmBytes += 3;
    NativeCalls.end();
    assertMade(ONE, 1, 3);
    assertMade(TWO, 0, 0);
  }

  @Test
  void ownWorkInside_isLeftOut_andNothingBeginsInIt() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 10;
    mine.beginOwn();
    NativeCalls.begin(TWO);
    hook.jvmBytes += 100;
    NativeCalls.end();
    mine.endOwn();
    hook.jvmBytes += 1;
    NativeCalls.end();
    assertMade(ONE, 1, 11);
    assertMade(TWO, 0, 0);
  }

  @Test
  void callAcrossScopes_isNobodys() {
    NativeCalls.begin(ONE);
    mine.enter(HookFixture.scope(), "inner");
    hook.jvmBytes += 10;
    NativeCalls.end();
    mine.leave("inner");
    assertThat(account.nativeBytes).containsOnly(0);
    mine.leave(this);
    NativeCalls.begin(ONE);
    hook.jvmBytes += 10;
    NativeCalls.end();
    assertThat(mine.base.nativeBytes).containsOnly(0);
  }

  @Test
  void bodyThatTheCompilerReplaces_isSilent() {
    NativeCalls.bodyBegins(ONE);
    hook.jvmBytes += 24;
    Hook.object(1);
    NativeCalls.bodyEnds();
    assertMade(ONE, 1, 24);
    assertThat(HookFixture.counted(account).get(1)).containsExactly(1L, 0L);
    Hook.object(1);
    assertThat(HookFixture.counted(account).get(1)).containsExactly(2L, 0L);
  }

  @Test
  void transformation_isOwnWork_andSoIsWhatTheJvmMadeForIt() {
    hook.bytesByReading = 4;
    NativeCalls.measure();
    hook.bytesByReading = 0;
    long before = mine.ownBytes;
    NativeCalls.transformBegins("name", new byte[9]);
    assertThat(mine.isOn()).isFalse();
    assertThat(mine.ownBytes - before).isEqualTo(4 + 24 + 32);
    NativeCalls.transformBegins("name", new byte[9]);
    assertThat(mine.ownBytes - before).as("in own work already").isEqualTo(4 + 24 + 32);
    mine.endOwn();
    mine.endOwn();
    NativeCalls.transformBegins(null, null);
    assertThat(mine.ownBytes - before).isEqualTo(4 + 24 + 32);
    mine.endOwn();
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void lookupInside_thatFinds_isPartOfIt() {
    NativeCalls.begin(ONE);
    hook.jvmBytes += 3;
    Lookups.begin();
    hook.jvmBytes += 4;
    Lookups.end();
    NativeCalls.end();
    assertMade(ONE, 1, 7);
  }
}
