package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs of the body of a test are work of its scope, whoever runs them. */
class BodiesTest {

  private static final int METHOD = 17;
  private static final int OTHER = 18;

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final List<ScopeLedger> begun = new ArrayList<>();
  private final List<Object> ended = new ArrayList<>();
  private final List<Bodies.Armed> armed = new ArrayList<>();
  private ThreadRecorder mine;
  private int strayed;
  private boolean countedInCall;

  @BeforeEach
  void open() {
    mine = HookFixture.current();
    mine.enter(outer, "test");
    arm(outer, METHOD, true);
  }

  @AfterEach
  void disarm() {
    armed.forEach(Bodies::disarm);
  }

  private Bodies.Armed arm(ScopeLedger scope, int method, boolean body) {
    return arm(
        scope,
        method,
        body,
        () -> {
          countedInCall |= mine.isOn();
          ScopeLedger run = HookFixture.scope(scope);
          begun.add(run);
          return run;
        });
  }

  private Bodies.Armed arm(ScopeLedger scope, int method, boolean body, Supplier<Object> onBegin) {
    Bodies.Armed added =
        new Bodies.Armed(
            scope,
            Thread.currentThread(),
            new int[] {method, 1000 + method},
            body,
            onBegin,
            (ledger, counting) -> {},
            ledger -> {
              countedInCall |= mine.isOn();
              ended.add(ledger);
            },
            () -> strayed++);
    armed.add(added);
    Bodies.arm(added);
    return added;
  }

  private static @Nullable ScopeLedger scopeHere() {
    return HookFixture.current().scope();
  }

  @Test
  void run_isAScopeFromBeginToEnd() {
    Hook.bodyBegins(METHOD);
    assertThat(mine.scope()).isSameAs(begun.get(0));
    assertThat(mine.isCounting()).isTrue();
    assertThat(ended).isEmpty();
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(ended).containsExactly(begun.get(0));
    assertThat(countedInCall).isFalse();
    assertThat(hook.lost()).isZero();
  }

  @Test
  void eachRun_isItsOwn() {
    for (int i = 0; i < 3; i++) {
      Hook.bodyBegins(METHOD);
      assertThat(mine.scope()).isSameAs(begun.get(i));
      Hook.bodyEnds(METHOD);
    }
    assertThat(begun).hasSize(3).doesNotHaveDuplicates();
    assertThat(ended).isEqualTo(begun);
  }

  @Test
  void run_inAPausedScope_counts() {
    mine.changeOwnWork(1);
    Hook.bodyBegins(METHOD);
    assertThat(mine.isCounting()).isTrue();
    Hook.bodyEnds(METHOD);
    assertThat(mine.isOn()).isFalse();
    mine.changeOwnWork(-1);
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void run_ofAnotherMethod_isOrdinaryCode() {
    Hook.bodyBegins(OTHER);
    assertThat(begun).isEmpty();
    Hook.bodyEnds(OTHER);
    Hook.bodyBegins(METHOD);
    Hook.bodyBegins(OTHER);
    Hook.bodyEnds(OTHER);
    assertThat(mine.scope()).isSameAs(begun.get(0));
    assertThat(ended).isEmpty();
  }

  @Test
  void bodyThatCallsItself_endsWithTheOutermost() {
    Hook.bodyBegins(METHOD);
    Hook.bodyBegins(METHOD);
    mine.enter(HookFixture.scope(begun.get(0)), "a measurement");
    Hook.bodyBegins(METHOD);
    Hook.bodyEnds(METHOD);
    mine.leave("a measurement");
    assertThat(mine.scope()).isSameAs(begun.get(0));
    Hook.bodyEnds(METHOD);
    assertThat(ended).isEmpty();
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(ended).isEqualTo(begun).hasSize(1);
  }

  /* What the body entered and never left ends with it. */
  @Test
  void end_leavesWhatWasEnteredInside() {
    Hook.bodyBegins(METHOD);
    mine.enter(HookFixture.scope(outer), "left open");
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(ended).hasSize(1);
  }

  @Test
  void run_onTheThreadThatArmed_isTheTests_whateverScopeItIsIn() {
    mine.leave("test");
    Hook.bodyBegins(METHOD);
    assertThat(mine.scope()).isSameAs(begun.get(0));
    Hook.bodyEnds(METHOD);
    assertThat(mine.scope()).isNull();
    mine.enter(HookFixture.scope(), "another extension's");
    Hook.bodyBegins(METHOD);
    assertThat(mine.scope()).isSameAs(begun.get(1));
    Hook.bodyEnds(METHOD);
  }

  @Test
  void run_onAThreadOfNoScope_isOfTheOnlyTest() {
    HookFixture.inThread(
        "nobody's",
        () -> {
          Hook.bodyBegins(METHOD);
          assertThat(scopeHere()).isSameAs(begun.get(0));
          Hook.bodyEnds(METHOD);
          assertThat(scopeHere()).isNull();
        });
    assertThat(ended).isEqualTo(begun).hasSize(1);
  }

  @Test
  void run_onAThreadOfNoScope_whileSeveralAreArmed_straysForAllOfThem() {
    arm(HookFixture.scope(), METHOD, true);
    arm(HookFixture.scope(), OTHER, true);
    HookFixture.inThread(
        "nobody's",
        () -> {
          Hook.bodyBegins(METHOD);
          assertThat(scopeHere()).isNull();
          Hook.bodyEnds(METHOD);
        });
    assertThat(begun).isEmpty();
    assertThat(strayed).isEqualTo(2);
  }

  @Test
  void run_onAThreadOfAnotherScope_isNone() {
    HookFixture.inThread(
        "another's",
        () -> {
          HookFixture.current().enter(HookFixture.scope(), "another");
          Hook.bodyBegins(METHOD);
          Hook.bodyEnds(METHOD);
        });
    assertThat(begun).isEmpty();
    assertThat(strayed).isZero();
  }

  /* A thread that waits for its test may run another one meanwhile, of the same method too. */
  @Test
  void run_insideOfAnother_isOfTheTestThatWasArmedLast() {
    Hook.bodyBegins(METHOD);
    ScopeLedger second = HookFixture.scope();
    mine.enter(second, "second test");
    arm(second, METHOD, true);
    Hook.bodyBegins(METHOD);
    assertThat(begun).hasSize(2);
    assertThat(mine.scope()).isSameAs(begun.get(1));
    Hook.bodyEnds(METHOD);
    assertThat(ended).containsExactly(begun.get(1));
    mine.leave("second test");
    Hook.bodyEnds(METHOD);
    assertThat(ended).containsExactly(begun.get(1), begun.get(0));
  }

  @Test
  void otherMethods_areEnteredOnlyWhereTheyWouldBeNobodys() {
    arm(outer, OTHER, false, () -> outer);
    Hook.bodyBegins(OTHER);
    Hook.bodyEnds(OTHER);
    assertThat(ended).as("in its scope already").isEmpty();
    Hook.bodyBegins(METHOD);
    Hook.bodyBegins(OTHER);
    assertThat(mine.scope()).as("called by the body").isSameAs(begun.get(0));
    Hook.bodyEnds(OTHER);
    Hook.bodyEnds(METHOD);
    mine.changeOwnWork(1);
    Hook.bodyBegins(OTHER);
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.scope()).isSameAs(outer);
    Hook.bodyEnds(OTHER);
    assertThat(mine.isOn()).isFalse();
    mine.changeOwnWork(-1);
    Hook.testCode(1);
    Hook.bodyBegins(OTHER);
    assertThat(mine.isCounting()).as("called by JUnit").isTrue();
    Hook.bodyEnds(OTHER);
    assertThat(mine.isCounting()).isFalse();
    Hook.testCode(0);
    mine.leave("test");
    Hook.bodyBegins(OTHER);
    assertThat(mine.scope()).isSameAs(outer);
    Hook.bodyEnds(OTHER);
    assertThat(mine.scope()).isNull();
  }

  @Test
  void disarmed_isOrdinaryCode_butForARunThatGoesOn() {
    Hook.bodyBegins(METHOD);
    HookFixture.inThread("the callbacks'", () -> Bodies.disarm(armed.get(0)));
    assertThat(Bodies.isArmed(METHOD)).isFalse();
    Hook.bodyBegins(METHOD);
    Hook.bodyEnds(METHOD);
    assertThat(ended).isEmpty();
    Hook.bodyEnds(METHOD);
    assertThat(ended).hasSize(1);
    Hook.bodyBegins(METHOD);
    assertThat(begun).hasSize(1);
    Hook.bodyEnds(METHOD);
  }

  @Test
  void disarmed_byTheThreadOfARunThatHasNoEnd_leavesIt() {
    mine.changeOwnWork(1);
    Hook.bodyBegins(METHOD);
    mine.enter(HookFixture.scope(outer), "left open");
    Bodies.disarm(armed.get(0));
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(mine.isOn()).isFalse();
    mine.changeOwnWork(-1);
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void beginThatFails_isTold_andTheTestGoesOn() {
    Bodies.disarm(armed.get(0));
    arm(
        outer,
        METHOD,
        true,
        () -> {
          throw new IllegalStateException("on purpose");
        });
    Hook.bodyBegins(METHOD);
    assertThat(hook.lost()).isEqualTo(1);
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.scope()).isSameAs(outer);
    assertThat(Objects.requireNonNull(mine.saved).token).isEqualTo("test");
  }
}
