package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is made as a task, taken by an executor, and run by any thread. */
class TasksOfAnyKindTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger scope = HookFixture.scope(outer);
  private final ScopeLedger other = HookFixture.scope();
  private final Executor executor = Runnable::run;
  private final Task task = new Task();
  private ThreadRecorder mine;

  /* Says in which scope it runs, called and in its body as rewritten code does. */
  private final class Task implements Runnable, Callable<String> {
    @Nullable ScopeLedger in;

    @Override
    public void run() {
      Hook.maybeTaskBegins(this);
      in = mine.scope();
      Hook.object(1);
      Hook.taskEnds(this);
    }

    @Override
    public String call() {
      run();
      return "called";
    }
  }

  @BeforeEach
  void open() {
    mine = HookFixture.current();
  }

  private Assignment assignment() {
    return Objects.requireNonNull(HandOver.find(task));
  }

  private void in(ScopeLedger ledger, Runnable work) {
    mine.enter(ledger, "from");
    work.run();
    mine.leave("from");
  }

  /* As another thread, which is not there, does. */
  private void made(ScopeLedger by) {
    in(by, () -> Hook.maybeTaskMade(task));
    assignment().from = -7;
  }

  private void execute() {
    Hook.executes(executor, task);
    Hook.executed(1);
  }

  private void runs() {
    Hook.runMaybe(task);
  }

  @Test
  void made_isItsMakers_eachTimeItRuns() throws Exception {
    made(scope);
    runs();
    assertThat(task.in).isSameAs(scope);
    assertThat(Hook.callMaybe(task)).isEqualTo("called");
    assertThat(counted(scope)).isEqualTo(Map.of(1, List.of(2L, 0L)));
    assertThat(mine.saved).isNull();
    assertThat(mine.inside).isNull();
    assertThat(HandOver.unfinished(scope)).isEmpty();
    scope.closed = true;
    runs();
    assertThat(task.in).isSameAs(outer);
    outer.closed = true;
    runs();
    assertThat(task.in).isNull();
  }

  @Test
  void whatIsNoTask_isNotFollowed() {
    Thread thread = new Thread();
    in(
        scope,
        () -> {
          Hook.maybeTaskMade("text");
          Hook.maybeTaskMade(thread);
          Hook.executes("no executor", task);
          Hook.executed(1);
        });
    assertThat(HandOver.find("text")).isNull();
    assertThat(HandOver.find(thread)).isNull();
    assertThat(HandOver.find(task)).isNull();
    in(scope, () -> Hook.handOver(thread));
    Hook.maybeTaskBegins(thread);
    assertThat(mine.scope()).isNull();
  }

  @Test
  void handedOverOnly_isForOneRun() {
    in(scope, this::execute);
    assertThat(HandOver.unfinished(scope)).hasSize(1);
    runs();
    assertThat(task.in).isSameAs(scope);
    assertThat(HandOver.unfinished(scope)).isEmpty();
    runs();
    assertThat(task.in).isNull();
  }

  @Test
  void executorsThatHandOn_handOverOnce() {
    in(
        scope,
        () -> {
          Hook.executes(executor, task);
          Hook.executes(executor, task);
          Hook.handOver(task);
          Hook.executed(1);
          Hook.executed(1);
        });
    assertThat(mine.handed).isNull();
    assertThat(accountIn(scope).tasksHandedOver).isEqualTo(1);
    runs();
    assertThat(HandOver.unfinished(scope)).isEmpty();
    in(
        scope,
        () -> {
          execute();
          execute();
        });
    runs();
    assertThat(HandOver.unfinished(scope)).hasSize(1);
  }

  private Account accountIn(ScopeLedger ledger) {
    return ledger.accountOf(mine);
  }

  @Test
  void executorThatFails_takesNothing() {
    in(
        scope,
        () -> {
          execute();
          Hook.executes(executor, task);
          Hook.executes(executor, task);
          Hook.executed(0);
          Hook.executed(0);
        });
    assertThat(HandOver.unfinished(scope)).as("the one before").hasSize(1);
    runs();
    assertThat(HandOver.unfinished(scope)).isEmpty();
  }

  @Test
  void takenOutOfAQueue_isWithdrawn() {
    in(scope, this::execute);
    Hook.withdrawnIf(false, task);
    assertThat(HandOver.unfinished(scope)).hasSize(1);
    Hook.withdrawnIf(true, task);
    assertThat(HandOver.unfinished(scope)).isEmpty();
    in(scope, this::execute);
    Hook.withdrawnAll(Arrays.asList(null, task));
    assertThat(HandOver.unfinished(scope)).isEmpty();
  }

  @Test
  void threadOfAScope_runsWhatIsMadeAsItsOwn_butServesOtherScopes() {
    made(other);
    in(scope, this::runs);
    assertThat(task.in).isSameAs(scope);
    runs();
    assertThat(task.in).isSameAs(other);
    in(scope, this::runs);
    assertThat(task.in).as("as before").isSameAs(scope);

    Object loop = new Object();
    in(scope, () -> Hook.handOver(loop));
    Hook.taskBegins(loop);
    runs();
    assertThat(task.in).as("one that runs a task").isSameAs(other);
    assertThat(Objects.requireNonNull(HandOver.find(loop)).serves).isTrue();
    other.closed = true;
    runs();
    assertThat(task.in).isSameAs(scope);
    Hook.taskEnds(loop);
  }

  @Test
  void taskOfTheScopeAround_isThatOfTheOneInside() {
    made(outer);
    Object loop = new Object();
    in(scope, () -> Hook.handOver(loop));
    Hook.taskBegins(loop);
    runs();
    assertThat(task.in).isSameAs(scope);
  }

  @Test
  void workerOfALibrary_servesFromItsFirstTaskOn_andKeepsItsBooks() {
    Recorders.adopt(mine, scope);
    Hook.object(9);
    Hook.serving = begun -> begun == task;
    made(scope);
    runs();
    assertThat(task.in).isSameAs(scope);
    assertThat(mine.account).isSameAs(mine.base);
    assertThat(counted(scope)).isEqualTo(Map.of(1, List.of(1L, 0L)));
    assertThat(counted(mine.base)).containsEntry(9, List.of(1L, 0L));
  }

  @Test
  void threadOfAUser_losesNothing() {
    made(scope);
    Recorders.adopt(mine, scope);
    Hook.serving = begun -> false;
    runs();
    Hook.object(9);
    assertThat(counted(scope)).isEqualTo(Map.of(1, List.of(1L, 0L), 9, List.of(1L, 0L)));
    assertThat(mine.scope()).isSameAs(scope);
    mine.disown();
  }

  @Test
  void whatAThreadWasStartedFor_isTheThread() {
    made(scope);
    in(scope, this::execute);
    Recorders.adopt(mine, scope);
    Hook.serving = begun -> true;
    Hook.runTarget(task);
    assertThat(task.in).isSameAs(scope);
    assertThat(mine.scope()).isSameAs(scope);
    assertThat(HandOver.unfinished(scope)).isEmpty();
    mine.disown();
  }
}
