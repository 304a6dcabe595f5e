package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static io.trackmemory.tracker.hook.HookFixture.inThread;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads that are born into a scope, serve, and end. */
@Timeout(60)
class EndedThreadsTest {

  private static final int SITE = 4_321; // of no other test: nobody's counts are of all of them

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger scope = HookFixture.scope(outer);

  @BeforeEach
  void open() {
    HookFixture.current().enter(scope, this);
  }

  private static List<Long> ofNobodysEndedThreads() {
    synchronized (ScopeLedger.NOBODY.sums) {
      return counted(ScopeLedger.NOBODY.ended).getOrDefault(SITE, List.of(0L, 0L));
    }
  }

  private static ThreadRecorder own() {
    return Objects.requireNonNull(Recorders.current());
  }

  @Test
  void threadHandedOver_countsForTheScopeItWasStartedIn_fromItsFirstEvent() {
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              Hook.object(SITE);
              seen.set(own());
            },
            "born");
    Hook.handOver(thread);
    hook.cpu = 5;
    thread.start();
    HookFixture.join(thread);

    Account account = HookFixture.got(seen).account;
    assertThat(account.scope).isSameAs(scope);
    assertThat(account.threadName).isEqualTo("born");
    assertThat(HookFixture.got(seen).base.threadName).isEqualTo("born");
    assertThat(counted(account)).isEqualTo(Map.of(SITE, List.of(1L, 0L)));
    assertThat(account.entered).isEqualTo(1);
    assertThat(account.tasksRun).isEqualTo(1);
    assertThat(account.cpuStart).isEqualTo(5);
    assertThat(Objects.requireNonNull(HandOver.find(thread)).state).isEqualTo(Assignment.RUNNING);
    assertThat(own().account.tasksHandedOver).isEqualTo(1);

    hook.cpu = 30;
    Hook.threadEnds(thread);
    assertThat(account.entered).isZero();
    assertThat(account.cpuNanos).as("its clock cannot be read by another").isEqualTo(-1);
    assertThat(HookFixture.got(seen).folded).isTrue();
    assertThat(scope.accounts.values()).contains(account);
    assertThat(counted(scope)).isEqualTo(Map.of(SITE, List.of(1L, 0L)));
  }

  @Test
  void threadThatEndsItself_tellsItsCpuTime_andCountsNothingMore() {
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              seen.set(own());
              Hook.object(SITE);
              hook.cpu = 30;
              Hook.threadEnds(Thread.currentThread());
              HookFixture.got(seen).count(SITE, 0);
            });
    Hook.handOver(thread);
    thread.start();
    HookFixture.join(thread);

    assertThat(HookFixture.got(seen).account.cpuNanos).isEqualTo(30);
    assertThat(counted(scope)).isEqualTo(Map.of(SITE, List.of(1L, 0L)));
    assertThat(Recorders.all()).doesNotContain(HookFixture.got(seen));
  }

  @Test
  void threadOfNobody_isFoldedIntoNobodys_once() {
    List<Long> before = ofNobodysEndedThreads();
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    inThread(
        "nobody's",
        () -> {
          Hook.object(SITE);
          seen.set(own());
        });
    assertThat(Recorders.all()).contains(HookFixture.got(seen));
    assertThat(ofNobodysEndedThreads()).isEqualTo(before);

    Hook.threadEnds(HookFixture.got(seen).owner);
    Hook.threadEnds(HookFixture.got(seen).owner);
    Recorders.fold(HookFixture.got(seen), Recorders.ended());
    assertThat(ofNobodysEndedThreads()).isEqualTo(List.of(before.get(0) + 1, before.get(1)));
    assertThat(HookFixture.got(seen).base.cpuNanos).as("of no stretch of work").isZero();
    assertThat(Recorders.all()).doesNotContain(HookFixture.got(seen));
    assertThat(counted(scope)).isEmpty();
  }

  @Test
  void threadThatEnds_isOwnWorkOfWhoTellsIt() {
    AtomicReference<Thread> ended = new AtomicReference<>();
    inThread(
        "other",
        () -> {
          own();
          ended.set(Thread.currentThread());
        });
    ThreadRecorder mine = own();
    long before = mine.ownBytes;
    hook.bytesByReading = 10;
    Hook.threadEnds(HookFixture.got(ended));
    assertThat(mine.ownBytes).isGreaterThan(before);
    assertThat(mine.isCounting()).isTrue();
    assertThat(mine.folded).isFalse();
  }

  @Test
  void folding_thatFails_isTold_andTheTellerGoesOn() {
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    inThread("other", () -> seen.set(own()));
    hook.failReading(2, new OutOfMemoryError());
    Hook.threadEnds(HookFixture.got(seen).owner);
    assertThat(hook.lost()).isEqualTo(1);
    assertThat(own().isCounting()).isTrue();
  }

  @Test
  void threadStartedInAScopeThatHasClosed_isOfTheOneAround() {
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    Thread thread = new Thread(() -> seen.set(own()));
    Hook.handOver(thread);
    own().leave(this);
    scope.close(own());
    thread.start();
    HookFixture.join(thread);
    assertThat(HookFixture.got(seen).account.scope).isSameAs(outer);
    Hook.threadEnds(thread);
  }

  @Test
  void threadStartedInScopesThatHaveAllClosed_isNobodys() {
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    Thread thread = new Thread(() -> seen.set(own()));
    Hook.handOver(thread);
    scope.closed = true;
    outer.closed = true;
    thread.start();
    HookFixture.join(thread);
    assertThat(HookFixture.got(seen).account).isSameAs(HookFixture.got(seen).base);
    assertThat(Objects.requireNonNull(HandOver.find(thread)).state).isEqualTo(Assignment.WAITING);
    Hook.threadEnds(thread);
  }

  @Test
  void adopted_byAScopeThatClosesMeanwhile_isNot() {
    ThreadRecorder worker = HookFixture.recorder(new Thread(), 8);
    scope.closed = true;
    assertThat(Recorders.adopt(worker, scope)).isFalse();
    assertThat(worker.account).isSameAs(worker.base);
    assertThat(scope.accountOf(worker).entered).isZero();
    assertThat(scope.accountOf(worker).tasksRun).isZero();
  }

  @Test
  void threadThatServes_belongsToNobodyBetweenTasks_andItsBirthIsNoTask() {
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              hook.cpu = 3;
              own().count(SITE, 0);
              hook.cpu = 10;
              Hook.workerBegins();
              Hook.object(SITE);
              seen.set(own());
            });
    Hook.handOver(thread);
    thread.start();
    HookFixture.join(thread);

    assertThat(HookFixture.got(seen).account).isSameAs(HookFixture.got(seen).base);
    Account account = scope.accountOf(HookFixture.got(seen));
    assertThat(account.entered).isZero();
    assertThat(counted(account)).isEqualTo(Map.of(SITE, List.of(1L, 0L)));
    assertThat(account.tasksRun).isZero();
    assertThat(account.cpuNanos).isEqualTo(7);
    assertThat(Objects.requireNonNull(HandOver.find(thread)).state).isEqualTo(Assignment.ENDED);
    Hook.threadEnds(thread);
  }

  @Test
  void serve_ofAThreadThatHasEnteredAScope_isNoTaskLess() {
    ThreadRecorder mine = own();
    Account account = mine.account;
    account.tasksRun = 4;
    hook.bytesByReading = 10;
    long before = mine.ownBytes;
    Hook.workerBegins();
    assertThat(mine.ownBytes - before).as("it looks for what started it").isEqualTo(10);
    assertThat(account.tasksRun).isEqualTo(4);
    assertThat(mine.account).isSameAs(mine.base);
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void threadsWhoseAccountsAreTooMany_areAddedTogetherAtTheirEnd() {
    for (long id = 100_000; id < 100_257; id++) {
      scope.accountOf(HookFixture.recorder(new Thread(), id));
    }
    AtomicReference<ThreadRecorder> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              seen.set(own());
              Hook.object(SITE);
            });
    Hook.handOver(thread);
    thread.start();
    HookFixture.join(thread);
    Hook.threadEnds(thread);
    assertThat(counted(scope.ended)).isEqualTo(Map.of(SITE, List.of(1L, 0L)));
    assertThat(scope.accounts.values()).doesNotContain(HookFixture.got(seen).account);
  }
}
