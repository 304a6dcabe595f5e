package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The body of a test method becomes a scope of its own where it was armed. */
class BodiesTest {

  private static final int METHOD = 17;

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger inner = HookFixture.scope(outer);
  private ThreadRecorder mine;
  private int begun;
  private boolean countedInBegin;

  private final ScopeLedger.Body body =
      new ScopeLedger.Body(
          METHOD,
          inner,
          () -> {
            begun++;
            countedInBegin |= mine.isOn();
          });

  @BeforeEach
  void open() {
    mine = HookFixture.current();
    mine.enter(outer, "test");
    outer.arm(body);
  }

  @Test
  void armed_isAScopeFromBeginToEnd() {
    Hook.bodyBegins(METHOD);
    assertThat(mine.scope()).isSameAs(inner);
    assertThat(begun).isEqualTo(1);
    assertThat(countedInBegin).isFalse();
    assertThat(mine.isCounting()).isTrue();
    assertThat(body.ended).isFalse();
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(body.ended).isTrue();
  }

  @Test
  void armed_isForTheNextRunOnly() {
    Hook.bodyBegins(METHOD);
    Hook.bodyEnds(METHOD);
    Hook.bodyBegins(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(begun).isEqualTo(1);
  }

  @Test
  void armed_isForItsMethodOnly() {
    Hook.bodyBegins(METHOD + 1);
    Hook.bodyEnds(METHOD + 1);
    assertThat(begun).isZero();
    Hook.bodyBegins(METHOD);
    Hook.bodyBegins(METHOD + 1);
    Hook.bodyEnds(METHOD + 1);
    assertThat(mine.scope()).isSameAs(inner);
    assertThat(body.ended).isFalse();
    assertThat(hook.lost()).isZero();
  }

  @Test
  void bodyThatCallsItself_endsWithTheOutermost() {
    Hook.bodyBegins(METHOD);
    inner.arm(new ScopeLedger.Body(METHOD, HookFixture.scope(inner), () -> {}));
    Hook.bodyBegins(METHOD);
    assertThat(mine.scope()).isSameAs(inner);
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(inner);
    assertThat(body.ended).isFalse();
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(body.ended).isTrue();
  }

  /* What the body entered and never left ends with it. */
  @Test
  void end_leavesWhatWasEnteredInside() {
    Hook.bodyBegins(METHOD);
    mine.enter(HookFixture.scope(inner), "left open");
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(body.ended).isTrue();
  }

  @Test
  void bodyRunOutsideOfTheScope_isNone() {
    mine.leave("test");
    Hook.bodyBegins(METHOD);
    assertThat(begun).isZero();
    assertThat(mine.scope()).isNull();
    Hook.bodyEnds(METHOD);
    assertThat(body.ended).isFalse();
  }

  @Test
  void armedLast_countsOnly_andEachIsTakenOnce() {
    ScopeLedger.Body later = new ScopeLedger.Body(METHOD, inner, () -> {});
    outer.arm(later);
    assertThat(outer.takeBody(METHOD + 1)).isNull();
    assertThat(outer.takeBody(METHOD)).isSameAs(later);
    assertThat(outer.takeBody(METHOD)).isNull();
    outer.arm(body);
    assertThat(outer.takeArmed(later)).as("another thread took it meanwhile").isNull();
    assertThat(outer.takeBody(METHOD)).isSameAs(body);
  }

  @Test
  void beginThatFails_isTold_andTheTestGoesOn() {
    ScopeLedger.Body failing =
        new ScopeLedger.Body(
            METHOD,
            inner,
            () -> {
              throw new IllegalStateException("on purpose");
            });
    outer.arm(failing);
    Hook.bodyBegins(METHOD);
    assertThat(hook.lost()).isEqualTo(1);
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(Objects.requireNonNull(mine.saved).token).isEqualTo("test");
  }
}
