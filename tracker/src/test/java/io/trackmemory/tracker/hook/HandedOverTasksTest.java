package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RecursiveAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A task is work of the scope that handed it over, whichever thread runs it. */
class HandedOverTasksTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger scope = HookFixture.scope(outer);
  private final ScopeLedger other = HookFixture.scope();
  private final Object task = new Object();
  private ThreadRecorder mine;

  private static final class Continuation
      implements Runnable, CompletableFuture.AsynchronousCompletionTask {
    @Override
    public void run() {}
  }

  private static final class Forked extends RecursiveAction {
    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {}
  }

  @BeforeEach
  void open() {
    mine = HookFixture.current();
  }

  /* Made or handed over by this thread in a scope, which it leaves again. */
  private void handOver(ScopeLedger from, Object work) {
    mine.enter(from, "from");
    Hook.handOver(work);
    mine.leave("from");
  }

  private Account accountIn(ScopeLedger ledger) {
    return ledger.accountOf(mine);
  }

  private Assignment assignment(Object of) {
    return Objects.requireNonNull(HandOver.find(of));
  }

  private @Nullable ScopeLedger scopeInside(Object work) {
    Hook.taskBegins(work);
    ScopeLedger inside = mine.scope();
    Hook.taskEnds(work);
    return inside;
  }

  @Test
  void begins_enters_andEnds_leaves() {
    handOver(scope, task);
    assertThat(assignment(task).state).isEqualTo(Assignment.WAITING);
    hook.cpu = 10;
    Hook.taskBegins(task);
    assertThat(mine.scope()).isSameAs(scope);
    assertThat(assignment(task).state).isEqualTo(Assignment.RUNNING);
    assertThat(assignment(task).threadName()).isEqualTo(Thread.currentThread().getName());
    assertThat(assignment(task).isRunBy(Thread.currentThread())).isTrue();
    Hook.object(1);
    hook.cpu = 25;
    Hook.taskEnds(task);

    assertThat(mine.scope()).isNull();
    assertThat(counted(accountIn(scope))).isEqualTo(Map.of(1, List.of(1L, 0L)));
    assertThat(accountIn(scope).tasksHandedOver).isEqualTo(1);
    assertThat(accountIn(scope).tasksRun).isEqualTo(1);
    assertThat(accountIn(scope).cpuNanos).isEqualTo(15);
    assertThat(assignment(task).state).isEqualTo(Assignment.ENDED);
    assertThat(assignment(task).threadName()).isEmpty();
    assertThat(assignment(task).isRunBy(Thread.currentThread())).isFalse();
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.base.tasksRun).isZero();
  }

  @Test
  void aroundItself_endsWithTheOutermost() {
    handOver(scope, task);
    Hook.taskBegins(task);
    Hook.taskBegins(task);
    Hook.taskEnds(task);
    assertThat(mine.scope()).isSameAs(scope);
    Hook.taskEnds(new Object());
    assertThat(mine.scope()).isSameAs(scope);
    Hook.taskEnds(task);
    assertThat(mine.scope()).isNull();
    assertThat(accountIn(scope).tasksRun).isEqualTo(1);
  }

  @Test
  void inTheSameScope_isPartOfWhatTheThreadDoes() {
    mine.enter(scope, "from");
    Hook.handOver(task);
    Hook.taskBegins(task);
    assertThat(Objects.requireNonNull(mine.saved).token).isEqualTo("from");
    Hook.taskEnds(task);
    assertThat(accountIn(scope).tasksRun).isEqualTo(1);
    assertThat(assignment(task).state).isEqualTo(Assignment.ENDED);
    assertThat(mine.scope()).isSameAs(scope);
  }

  /* Own work counts nothing, so the task is to be entered. */
  @Test
  void inOwnWorkOfTheSameScope_isEntered() {
    mine.enter(scope, "from");
    Hook.handOver(task);
    mine.beginOwn();
    Hook.taskBegins(task);
    assertThat(mine.isCounting()).isTrue();
    Hook.taskEnds(task);
    assertThat(mine.isOn()).isFalse();
    mine.endOwn();
  }

  @Test
  void ofAScopeThatHasClosed_isOfTheOneAround_thenNobodys() {
    handOver(scope, task);
    scope.closed = true;
    assertThat(scopeInside(task)).isSameAs(outer);
    outer.closed = true;
    assertThat(scopeInside(task)).isNull();
    mine.enter(other, "other");
    assertThat(scopeInside(task)).isNull();
    assertThat(mine.scope()).isSameAs(other);
  }

  @Test
  void madeOnly_runByAThreadOfAnotherScope_isThatScopes() {
    mine.enter(scope, "from");
    Hook.taskMade(task);
    mine.leave("from");
    assertThat(assignment(task).state).isEqualTo(Assignment.KNOWN);
    assertThat(accountIn(scope).tasksHandedOver).isZero();
    mine.enter(other, "other");
    assertThat(scopeInside(task)).isSameAs(other);
    mine.leave("other");
    assertThat(scopeInside(task)).isSameAs(scope);
  }

  @Test
  void handedOver_runByAThreadOfAnotherScope_isItsSubmitters() {
    handOver(scope, task);
    mine.enter(other, "other");
    assertThat(scopeInside(task)).isSameAs(scope);
    assertThat(mine.scope()).isSameAs(other);
  }

  @Test
  void madeInOneScope_submittedInAnother_isTheOthers() {
    mine.enter(scope, "from");
    Hook.taskMade(task);
    mine.leave("from");
    Assignment made = assignment(task);
    handOver(other, task);
    assertThat(assignment(task)).isSameAs(made);
    assertThat(made.scope).isSameAs(other);
    assertThat(made.state).isEqualTo(Assignment.WAITING);
  }

  @Test
  void handedOverOutsideOfAnyScope_isNobodys_butForkedOnesAreToldApart() {
    Hook.handOver(task);
    assertThat(HandOver.find(task)).isNull();
    Hook.taskMade(new Forked());
    Forked forked = new Forked();
    Hook.taskMade(forked);
    assertThat(HandOver.find(forked)).isNull();
    Hook.handOver(forked);
    assertThat(assignment(forked).scope).isSameAs(ScopeLedger.NOBODY);
    mine.enter(scope, "in");
    assertThat(scopeInside(forked)).isNull();
    assertThat(mine.scope()).isSameAs(scope);
    mine.leave("in");
    long before = mine.base.tasksRun;
    Hook.taskBegins(forked);
    assertThat(mine.saved).isNull();
    assertThat(mine.base.tasksRun).isEqualTo(before + 1);
  }

  @Test
  void handedOverInFirstUseOrOwnWork_isNobodys_andInTestCodeTheScopes() {
    mine.enter(scope, "from");
    mine.changeFirstUse(1);
    Hook.handOver(task);
    mine.changeFirstUse(-1);
    mine.beginOwn();
    Hook.handOver(task);
    mine.endOwn();
    assertThat(HandOver.find(task)).isNull();
    mine.setTestCode(1);
    Hook.handOver(task);
    assertThat(assignment(task).scope).isSameAs(scope);
  }

  @Test
  void continuation_staysWithWhoMadeIt_whoeverCompletes() {
    Continuation continuation = new Continuation();
    mine.enter(scope, "from");
    Hook.taskMade(continuation);
    mine.leave("from");
    mine.enter(other, "other");
    Hook.handOver(continuation);
    assertThat(assignment(continuation).state).isEqualTo(Assignment.WAITING);
    assertThat(assignment(continuation).scope).isSameAs(scope);
    assertThat(accountIn(other).tasksHandedOver).isEqualTo(1);
    assertThat(scopeInside(continuation)).isSameAs(scope);
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void continuation_madeOnly_isItsMakersToo() {
    Continuation continuation = new Continuation();
    mine.enter(scope, "from");
    Hook.taskMade(continuation);
    mine.leave("from");
    mine.enter(other, "other");
    assertThat(scopeInside(continuation)).isSameAs(scope);
  }

  @Test
  void continuation_ofNobody_isNobodys() {
    HandOver.assign(task, scope); // else no task is looked for
    Continuation continuation = new Continuation();
    Hook.handOver(continuation);
    assertThat(HandOver.find(continuation)).isNull();
    mine.enter(scope, "from");
    assertThat(scopeInside(continuation)).isNull();
    mine.changeFirstUse(1);
    Hook.taskBegins(continuation);
    assertThat(mine.isFirstUse()).isTrue();
    assertThat(scopeInside(new Object())).isSameAs(scope);
  }

  @Test
  void run_endsTheTaskThatThrows() {
    Runnable failing =
        () -> {
          assertThat(mine.scope()).isSameAs(scope);
          throw new IllegalStateException("on purpose");
        };
    handOver(scope, failing);
    assertThatThrownBy(() -> Hook.run(failing)).hasMessage("on purpose");
    assertThat(mine.scope()).isNull();
    assertThat(assignment(failing).state).isEqualTo(Assignment.ENDED);
  }

  @Test
  void makingAndFinding_isOwnWork() {
    mine.enter(scope, "in");
    Continuation continuation = new Continuation();
    HandOver.assign(continuation, other);
    hook.bytesByReading = 10;
    List<Runnable> all =
        List.of(
            () -> Hook.taskMade(task),
            () -> Hook.handOver(task),
            () -> Hook.handOver(continuation));
    for (Runnable each : all) {
      long before = mine.ownBytes;
      each.run();
      assertThat(mine.ownBytes - before).isEqualTo(10);
    }
    long before = hook.jvmBytes;
    Hook.taskBegins(new Object());
    assertThat(hook.jvmBytes).as("finding makes nothing").isEqualTo(before);
  }

  @Test
  void assignmentsOfCollectedTasks_areForgotten() {
    HandOver.assign(task, scope);
    Assignment collected = assignment(task);
    assertThat(HandOver.ASSIGNED).containsKey(collected);
    collected.clear();
    HandOver.forgetCollected();
    assertThat(HandOver.ASSIGNED).doesNotContainKey(collected);
  }

  /* Each scope pays for some of them, however many of other work there are. */
  @Test
  void assignmentsOfCollectedTasks_areForgotten_asScopesClose() {
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Object other = new Object();
      others.add(other);
      HandOver.assign(other, scope);
    }
    HandOver.assign(task, scope);
    Assignment collected = assignment(task);
    collected.clear();
    for (int i = 0; i < 5; i++) {
      HookFixture.scope().close(mine);
    }
    assertThat(HandOver.ASSIGNED).doesNotContainKey(collected);
    assertThat(others).allSatisfy(other -> assertThat(assignment(other).scope).isSameAs(scope));
  }

  @Test
  void begin_thatFails_isTold_andLeavesTheThreadWhereItWas() {
    handOver(scope, task);
    hook.failReading(1, new OutOfMemoryError());
    Hook.taskBegins(task);
    assertThat(hook.lost()).isEqualTo(1);
    assertThat(mine.scope()).isNull();
    assertThat(mine.isCounting()).isTrue();
    Hook.taskEnds(task);
    assertThat(mine.scope()).isNull();
  }

  @Test
  void assignments_areFoundByIdentity() {
    String one = new String("same");
    String two = new String("same");
    HandOver.assign(one, scope);
    assertThat(HandOver.find(two)).isNull();
    HandOver.assign(two, other);
    assertThat(assignment(one).scope).isSameAs(scope);
    assertThat(assignment(two).scope).isSameAs(other);
    assertThat(assignment(one)).isNotEqualTo(assignment(two)).isEqualTo(assignment(one));
  }

  @Test
  void hooks_ofNoOpenScope_doNothing() {
    Hook.active = false;
    mine.enter(scope, "from");
    Hook.taskMade(task);
    Hook.handOver(task);
    assertThat(HandOver.find(task)).isNull();
    HandOver.assign(task, other);
    Hook.taskBegins(task);
    assertThat(mine.scope()).isSameAs(scope);
  }

  /* Closed after the task's scope was found open: there is nothing to enter, and it is no task. */
  @Test
  void begin_whileItsLastScopeCloses_entersNone() {
    handOver(other, task);
    ThreadRecorder closer = HookFixture.recorder(new Thread(), 9);
    mine.enter(scope, "in");
    hook.onCpuReading(() -> other.close(closer));
    Hook.taskBegins(task);
    assertThat(mine.scope()).isSameAs(scope);
    assertThat(Objects.requireNonNull(mine.saved).token).isEqualTo("in");
    assertThat(Objects.requireNonNull(mine.saved).task).isNull();
    assertThat(accountIn(scope).tasksRun).isZero();
    assertThat(assignment(task).state).isEqualTo(Assignment.WAITING);
  }
}
