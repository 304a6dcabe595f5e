package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was handed over and has not ended when a scope asks. */
@Timeout(60)
class UnfinishedWorkTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger scope = HookFixture.scope();
  private final ScopeLedger other = HookFixture.scope();
  private final Object task = new Object();
  private ThreadRecorder mine;

  @BeforeEach
  void open() {
    mine = HookFixture.current();
  }

  private void handOver(ScopeLedger from, Object work) {
    mine.enter(from, "from");
    Hook.handOver(work);
    mine.leave("from");
  }

  private static Assignment assignment(Object of) {
    return Objects.requireNonNull(HandOver.find(of));
  }

  @Test
  void unfinished_isWhatWaitsOrRuns_inTheScopeOrInside() {
    ScopeLedger inner = HookFixture.scope(scope);
    Object running = new Object();
    FutureTask<String> done = new FutureTask<>(() -> "");
    handOver(scope, running);
    handOver(inner, task);
    handOver(scope, done);
    handOver(other, new Object());
    Object ended = new Object();
    handOver(scope, ended);
    Hook.taskBegins(ended);
    Hook.taskEnds(ended);
    mine.enter(scope, "from");
    Object made = new Object();
    Hook.taskMade(made);
    mine.leave("from");
    HookFixture.inThread("runner", () -> Hook.taskBegins(running));
    done.run();

    List<Assignment> unfinished = HandOver.unfinished(scope);
    assertThat(unfinished).extracting(Assignment::get).containsExactlyInAnyOrder(task, running);
    assertThat(unfinished)
        .extracting(Assignment::threadName)
        .containsExactlyInAnyOrder("", "runner");
    assertThat(HandOver.unfinished(inner)).hasSize(1);
    Hook.taskBegins(task);
    assertThat(HandOver.unfinished(inner)).as("what asks is no such work").isEmpty();
    Hook.taskEnds(task);
  }

  @Test
  void sharedTask_isUnfinishedUntilEachHandOverHasRun() {
    handOver(scope, task);
    handOver(scope, task);
    runs(task);
    assertThat(HandOver.unfinished(scope)).extracting(Assignment::get).containsExactly(task);
    runs(task);
    assertThat(HandOver.unfinished(scope)).isEmpty();
    handOver(scope, task);
    Hook.withdrawn(task);
    assertThat(HandOver.unfinished(scope)).as("refused").isEmpty();
  }

  @Test
  void taskOfSeveralScopes_isUnfinishedForEachUntilItsOwnHandOverHasRun() {
    handOver(scope, task);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread first =
        new Thread(
            () -> {
              Hook.taskBegins(task);
              begun.countDown();
              HookFixture.await(end);
              Hook.taskEnds(task);
            });
    first.start();
    HookFixture.await(begun);
    scope.close(mine);
    ScopeLedger third = HookFixture.scope();
    handOver(other, task);
    handOver(third, task);
    end.countDown();
    HookFixture.join(first);
    assertThat(HandOver.unfinished(other)).extracting(Assignment::get).containsExactly(task);
    Hook.taskBegins(task);
    assertThat(mine.scope()).isSameAs(other);
    Hook.taskEnds(task);
    assertThat(HandOver.unfinished(other)).isEmpty();
    assertThat(HandOver.unfinished(third)).extracting(Assignment::get).containsExactly(task);
    runs(task);
    assertThat(HandOver.unfinished(third)).isEmpty();
  }

  @Test
  void taskThatMayHaveRunUnseen_isForgotten() {
    handOver(scope, task);
    HandOver.seen();
    handOver(other, task);
    Hook.taskBegins(task);
    assertThat(mine.scope()).isSameAs(other);
    Hook.taskEnds(task);
    assertThat(HandOver.unfinished(other)).isEmpty();
  }

  @Test
  void taskThatIsAThread_isUnfinishedUntilItHasRun() {
    Thread asTask = new Thread();
    handOver(scope, asTask);
    assertThat(HandOver.unfinished(scope)).extracting(Assignment::get).containsExactly(asTask);
    runs(asTask);
    assertThat(HandOver.unfinished(scope)).isEmpty();
  }

  private static void runs(Object work) {
    Hook.taskBegins(work);
    Hook.taskEnds(work);
  }

  @Test
  void partOfHandOver_isWhenItWasHandedOver() {
    handOver(scope, task);
    int before = HandOver.nextPart();
    Object later = new Object();
    handOver(scope, later);
    assertThat(assignment(task).part).isLessThanOrEqualTo(before);
    assertThat(assignment(later).part).isGreaterThan(before);
  }

  @Test
  void unfinishedThread_isOneThatLives() {
    CountDownLatch end = new CountDownLatch(1);
    List<Assignment> seenByItself = new ArrayList<>();
    Thread alive =
        new Thread(
            () -> {
              seenByItself.addAll(HandOver.unfinished(scope));
              HookFixture.await(end);
            });
    handOver(scope, alive);
    assertThat(HandOver.unfinished(scope)).as("about to be started").hasSize(1);
    alive.start();
    assertThat(HandOver.unfinished(scope)).extracting(Assignment::get).containsExactly(alive);
    assertThat(HandOver.unfinished(scope).get(0).threadName()).isEmpty();
    assignment(alive).ends();
    assertThat(HandOver.unfinished(scope)).as("serves").isEmpty();
    end.countDown();
    HookFixture.join(alive);
    assertThat(seenByItself).isEmpty();
  }
}
