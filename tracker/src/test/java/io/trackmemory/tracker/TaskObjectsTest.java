package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.held.UsersCode;
import io.trackmemory.tracker.scope.RecordedScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task is followed through queues and threads that nobody has named to the tracker. */
@Timeout(60)
class TaskObjectsTest {

  private final List<Mailbox> mailboxes = new ArrayList<>();
  private final Mailbox early = mailbox();

  /* A queue, its thread and its interface, of a user's own. */
  private static final class Mailbox extends Thread {
    private final LinkedBlockingQueue<Object> messages = new LinkedBlockingQueue<>();

    void post(Object message) {
      messages.add(message);
    }

    void awaitAll() {
      CountDownLatch all = new CountDownLatch(1);
      post(new Close(all::countDown));
      await(all);
    }

    /* Not a task by its type. */
    private record Close(Work then) {
      @FunctionalInterface
      interface Work {
        void perform();
      }
    }

    @Override
    public void run() {
      try {
        while (true) {
          Object next = messages.take();
          if (next instanceof Runnable task) {
            task.run();
          } else if (next instanceof Callable<?> task) {
            task.call();
          } else if (next instanceof Close last) {
            last.then.perform();
          }
        }
      } catch (InterruptedException e) {
        // the end of the test
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Letter implements Runnable {
    private final int objects;

    Letter(int objects) {
      this.objects = objects;
    }

    void open() {
      Made.objects(objects);
    }

    @Override
    public void run() {
      open();
    }
  }

  private abstract static class Parcel implements Callable<String> {
    @Override
    public String call() {
      unpack();
      return "";
    }

    abstract void unpack();
  }

  private static final class Heavy extends Parcel {
    @Override
    void unpack() {
      Made.objects(40);
    }
  }

  private static final class Direct implements Executor {
    private final Executor next;

    Direct(Executor next) {
      this.next = next;
    }

    @Override
    public void execute(Runnable task) {
      next.execute(task);
    }
  }

  /* A loop that runs already would stay as it is. */
  @BeforeAll
  static void attach() {
    MemoryTracker.measure(() -> {});
  }

  private Mailbox mailbox() {
    Mailbox started = new Mailbox();
    mailboxes.add(started);
    started.start();
    started.awaitAll();
    return started;
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Mailbox each : mailboxes) {
      each.interrupt();
      each.join();
    }
  }

  private static void await(CountDownLatch latch) {
    UsersCode.await(latch);
  }

  private static long madeBy(ThrowingRunnable action) {
    return Made.in(MemoryTracker.measure(action));
  }

  private void postAll(Mailbox to, int times) {
    for (int i = 0; i < times; i++) {
      int one = 1;
      Callable<String> two =
          () -> {
            Made.objects(one + 1);
            return "";
          };
      to.post((Runnable) () -> Made.objects(one));
      to.post(two);
      to.post(new Letter(4));
      to.post((Runnable) new Letter(8)::open);
      to.post(new FutureTask<>(new Letter(16), ""));
      to.post(new Heavy());
    }
    to.awaitAll();
  }

  private static final int ALL = 1 + 2 + 4 + 8 + 16 + 40;

  @Test
  void tasksOfEveryKind_areTheirMakers_eachTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(madeBy(() -> postAll(early, 2))).isEqualTo(2 * ALL);
    }
    postAll(early, 1);
    assertThat(madeBy(() -> Made.objects(1))).isEqualTo(1);
  }

  @Test
  void threadThatAScopeStarted_isNobodysLater() {
    Mailbox[] late = new Mailbox[1];
    RecordedScope first = (RecordedScope) MemoryTracker.open();
    late[0] = mailbox();
    postAll(late[0], 1);
    assertThat(Made.in(first.snapshot())).isEqualTo(ALL);
    first.finish();
    for (int i = 0; i < 2; i++) {
      assertThat(madeBy(() -> postAll(late[0], 1))).isEqualTo(ALL);
    }
  }

  /* Each in a thread of its own; the second scope's thread is that of the first. */
  @Test
  void scopesBesideEachOther_seeTheirOwn_onOneThread() {
    ForeignThread other = ForeignThread.start();
    RecordedScope mine = (RecordedScope) MemoryTracker.open();
    Mailbox ofMine = mailbox();
    RecordedScope[] theirs = new RecordedScope[1];
    other.run(() -> theirs[0] = (RecordedScope) MemoryTracker.open());
    for (Mailbox each : List.of(early, ofMine)) {
      postAll(each, 1);
      other.run(() -> postAll(each, 2));
    }
    assertThat(Made.in(mine.snapshot())).isEqualTo(2 * ALL);
    assertThat(Made.in(theirs[0].snapshot())).isEqualTo(4 * ALL);
    other.run(() -> theirs[0].finish());
    mine.finish();
    other.close();
  }

  private static final Runnable SHARED = new Letter(100);

  private static void hundred() {
    Made.objects(100);
  }

  @Test
  void whatScopesShare_isNobodys_unlessItIsHandedOver() {
    Runnable lambda = TaskObjectsTest::hundred;
    Executor executor = new Direct(early::post);
    MemorySnapshot posted =
        MemoryTracker.measure(
            () -> {
              early.post(SHARED);
              early.post((Runnable) TaskObjectsTest::hundred);
              early.awaitAll();
            });
    assertThat(Made.in(posted)).isZero();
    assertThat(posted.foreignCount()).isGreaterThanOrEqualTo(200);
    assertThat(
            madeBy(
                () -> {
                  executor.execute(SHARED);
                  executor.execute(lambda);
                  early.awaitAll();
                  early.post(SHARED); // which is not handed over again
                  early.awaitAll();
                }))
        .isEqualTo(200);
  }

  @Test
  void whatAClosedScopeMade_isNobodys() {
    Runnable[] made = new Runnable[1];
    MemoryTracker.measure(() -> made[0] = new Letter(3));
    assertThat(
            madeBy(
                () -> {
                  early.post(made[0]);
                  early.awaitAll();
                }))
        .isZero();
  }

  @Test
  void ownThread_losesNothing_whateverItRuns() {
    assertThat(
            madeBy(
                () -> {
                  Thread thread =
                      new Thread(
                          () -> {
                            new Letter(1).run();
                            new Heavy().call();
                            Made.objects(5);
                          });
                  thread.start();
                  thread.join();
                  new Letter(2).run();
                  Made.objects(7);
                }))
        .isEqualTo(1 + 40 + 5 + 2 + 7);
  }

  @Test
  void executorsOfUsers_areWaitedFor_andATaskCountsOnce() {
    Executor chain = new Direct(new Direct(early::post));
    CountDownLatch go = new CountDownLatch(1);
    RecordedScope scope = (RecordedScope) MemoryTracker.open();
    chain.execute(() -> await(go));
    chain.execute(new Letter(5));
    assertThat(scope.snapshot().unfinishedWork()).hasSize(2);
    go.countDown();
    scope.close();
    assertThat(scope.snapshot().unfinishedWork()).isEmpty();
    assertThat(Made.in(scope.snapshot())).isEqualTo(5);
  }

  @Test
  void executorThatRefuses_leavesNothingToWaitFor() {
    Executor full =
        new Direct(
            task -> {
              throw new RejectedExecutionException("full");
            });
    RecordedScope scope = (RecordedScope) MemoryTracker.open();
    Letter refused = new Letter(1);
    try {
      full.execute(refused);
    } catch (RejectedExecutionException e) {
      // as it is to
    }
    assertThat(scope.snapshot().unfinishedWork()).isEmpty();
    scope.finish();
    refused.run();
  }

  @Test
  void poolThatGivesBackItsQueue_leavesNothingToWaitFor() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    CountDownLatch go = new CountDownLatch(1);
    RecordedScope scope = (RecordedScope) MemoryTracker.open();
    pool.execute(
        () -> {
          try {
            await(go);
          } catch (IllegalStateException e) {
            // interrupted by the pool
          }
        });
    Letter removed = new Letter(1);
    pool.execute(removed);
    assertThat(pool.remove(removed)).isTrue();
    assertThat(pool.remove(removed)).isFalse();
    pool.execute(new Letter(1));
    pool.execute(new FutureTask<>(new Letter(1), ""));
    assertThat(scope.snapshot().unfinishedWork()).hasSize(3);
    List<Runnable> back = pool.shutdownNow();
    go.countDown();
    assertThat(back).hasSize(2);
    scope.close();
    assertThat(scope.snapshot().unfinishedWork()).isEmpty();
    assertThat(Made.in(scope.snapshot())).isZero();
  }

  @Test
  void stackTraces_haveNoLineOfTheTracker() {
    List<StackTraceElement> frames = new ArrayList<>();
    MemoryTracker.measure(
        () -> {
          Thread thread =
              new Thread(() -> frames.addAll(Arrays.asList(new Throwable().getStackTrace())));
          thread.start();
          thread.join();
          early.post(
              (Runnable) () -> frames.addAll(Arrays.asList(new Throwable().getStackTrace())));
          early.awaitAll();
        });
    assertThat(frames)
        .isNotEmpty()
        .noneMatch(frame -> frame.getClassName().contains("TrackMemory"));
  }
}
