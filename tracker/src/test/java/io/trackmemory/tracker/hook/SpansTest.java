package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans of first use, test code, own work and silence, inside each other. */
class SpansTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private ThreadRecorder recorder;

  @BeforeEach
  void begin() {
    recorder = hook.recorder();
  }

  private enum What {
    COUNTED,
    FIRST_USE,
    TEST_CODE,
    CHANCE,
    NOTHING
  }

  private void assertCounts(What what) {
    assertThat(recorder.isCounting()).isEqualTo(what == What.COUNTED);
    assertThat(recorder.isFirstUse()).isEqualTo(what == What.FIRST_USE);
    assertThat(recorder.isOn()).isEqualTo(what != What.NOTHING);
    assertThat(recorder.handsOver()).isEqualTo(what != What.FIRST_USE && what != What.NOTHING);
  }

  @Test
  void aThreadThatIsNotFoundYet_countsNothing() {
    recorder = new ThreadRecorder(Thread.currentThread(), 8);
    assertCounts(What.NOTHING);
    recorder.changeFirstUse(1);
    recorder.changeFirstUse(-1);
    assertCounts(What.NOTHING);
    recorder.count(1, 0);
    assertThat(HookFixture.counted(recorder.base)).isEmpty();
  }

  @Test
  void firstUse_lastsUntilTheOutermostEnds_andNeverOwes() {
    recorder.changeFirstUse(1);
    recorder.changeFirstUse(1);
    recorder.changeFirstUse(-1);
    assertCounts(What.FIRST_USE);
    recorder.changeFirstUse(-1);
    assertCounts(What.COUNTED);
    recorder.changeFirstUse(-1);
    recorder.changeFirstUse(1);
    assertCounts(What.FIRST_USE);
  }

  @Test
  void ownWork_lastsUntilTheOutermostEnds_andNeverOwes() {
    recorder.changeOwnWork(1);
    recorder.changeOwnWork(1);
    recorder.changeOwnWork(-1);
    assertCounts(What.NOTHING);
    recorder.changeOwnWork(-1);
    assertCounts(What.COUNTED);
    recorder.changeOwnWork(-1);
    recorder.changeOwnWork(1);
    assertCounts(What.NOTHING);
  }

  @Test
  void silence_lastsUntilTheOutermostEnds_andNeverOwes() {
    recorder.changeSilent(1);
    recorder.changeSilent(1);
    recorder.changeSilent(-1);
    assertCounts(What.NOTHING);
    recorder.changeSilent(-1);
    assertCounts(What.COUNTED);
    recorder.changeSilent(-1);
    recorder.changeSilent(1);
    assertCounts(What.NOTHING);
  }

  @Test
  void chance_lastsUntilTheOutermostEnds_andTestCodeAndFirstUseGoBefore() {
    recorder.changeChance(1);
    recorder.changeChance(1);
    assertCounts(What.CHANCE);
    recorder.setTestCode(1);
    assertCounts(What.TEST_CODE);
    recorder.changeFirstUse(1);
    assertCounts(What.FIRST_USE);
    recorder.changeFirstUse(-1);
    recorder.setTestCode(0);
    recorder.changeChance(-1);
    assertCounts(What.CHANCE);
    recorder.changeChance(-1);
    assertCounts(What.COUNTED);
    recorder.changeChance(-1);
    recorder.changeChance(1);
    assertCounts(What.CHANCE);
  }

  @Test
  void testCode_isLeftByACallback_andComesBack() {
    recorder.setTestCode(1);
    assertCounts(What.TEST_CODE);
    recorder.changeCallback(1);
    assertCounts(What.COUNTED);
    recorder.setTestCode(1);
    assertCounts(What.TEST_CODE);
    recorder.setTestCode(0);
    assertCounts(What.COUNTED);
    recorder.changeCallback(-1);
    assertCounts(What.TEST_CODE);
    recorder.setTestCode(0);
    assertCounts(What.COUNTED);
  }

  @Test
  void firstUse_goesBeforeTestCode_andOwnWorkBeforeBoth() {
    recorder.setTestCode(1);
    recorder.changeFirstUse(1);
    assertCounts(What.FIRST_USE);
    recorder.beginOwn();
    assertCounts(What.NOTHING);
    recorder.changeFirstUse(-1);
    assertCounts(What.NOTHING);
    recorder.endOwn();
    assertCounts(What.TEST_CODE);
  }

  @Test
  void spansInsideOwnWork_endWithIt() {
    recorder.beginOwn();
    recorder.setTestCode(1);
    recorder.changeCallback(1);
    recorder.changeSilent(1);
    recorder.changeSilent(-1);
    assertCounts(What.NOTHING);
    recorder.changeCallback(-1);
    recorder.setTestCode(0);
    recorder.endOwn();
    assertCounts(What.COUNTED);
  }

  @Test
  void ownBytes_areThoseOfTheOutermostSpan() {
    hook.jvmBytes = 1_000;
    recorder.beginOwn();
    hook.jvmBytes += 10;
    recorder.beginOwn();
    hook.jvmBytes += 5;
    recorder.endOwn();
    hook.jvmBytes += 1;
    recorder.endOwn();
    hook.jvmBytes += 100;

    assertThat(recorder.ownBytes).isEqualTo(16);
    assertThat(recorder.jvmBytes()).isEqualTo(1_100);
  }

  @Test
  void ownBytesThatNativeCodeMadeBefore_countOutsideOfOwnWork() {
    recorder.addOwnBytes(40);
    recorder.beginOwn();
    recorder.addOwnBytes(7);
    recorder.endOwn();
    assertThat(recorder.ownBytes).isEqualTo(40);
  }

  @Test
  void silence_staysInTheJvmsFigure() {
    recorder.changeSilent(1);
    hook.jvmBytes += 10;
    recorder.changeSilent(-1);
    assertThat(recorder.ownBytes).isZero();
  }

  @Test
  void beginOwn_withoutStack_beginsNothing() {
    hook.failReading(1, new StackOverflowError());
    assertThatThrownBy(() -> recorder.beginOwn()).isInstanceOf(StackOverflowError.class);
    assertCounts(What.COUNTED);
    assertThat(recorder.ownWork).isZero();
  }

  @Test
  void endOwn_withoutStack_endsAllTheSame_andLeavesItsBytesInTheFigure() {
    recorder.beginOwn();
    hook.jvmBytes += 10;
    hook.failReading(1, new StackOverflowError());
    recorder.endOwn();
    assertCounts(What.COUNTED);
    assertThat(recorder.ownBytes).isZero();
  }

  @Test
  void cpuTime_isThatOfTheClock_butOfAVirtualThread() throws Exception {
    hook.cpu = 5;
    assertThat(recorder.cpuNanos()).isEqualTo(5);
    assertThat(new ThreadRecorder(new Thread() {}, 8).cpuNanos()).isEqualTo(5);
    assumeTrue(Runtime.version().feature() >= 21, "no virtual threads");
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Thread virtual =
        (Thread)
            Class.forName("java.lang.Thread$Builder")
                .getMethod("unstarted", Runnable.class)
                .invoke(builder, (Runnable) () -> {});
    assertThat(new ThreadRecorder(virtual, 9).cpuNanos()).isEqualTo(-1);
  }
}
