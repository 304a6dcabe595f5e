package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.held.UsersCode;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose work a task is, whoever runs it. */
class HandOverTest {

  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  private final ForeignThread foreign = ForeignThread.start();
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    foreign.close();
    pool.shutdownNow();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    for (Thread thread : started) {
      thread.join();
    }
  }

  private static void await(CountDownLatch latch) {
    UsersCode.await(latch);
  }

  @Test
  void timer_itsTasksCount_itsThreadDoesNot() {
    Timer timer = new Timer("before the scope");
    try {
      MemorySnapshot seen = MemoryTracker.measure(() -> runOn(timer, 7, 0));
      runOn(timer, 100, 0);
      MemorySnapshot next = MemoryTracker.measure(() -> Made.objects(1));

      assertThat(Made.in(seen)).isEqualTo(7);
      assertThat(Made.in(next)).isEqualTo(1);
    } finally {
      timer.cancel();
    }
  }

  @Test
  void timerMadeInScope_belongsToNobodyBetweenItsTasks() {
    Timer[] timer = new Timer[1];
    MemorySnapshot outer =
        MemoryTracker.measure(
            () -> {
              MemorySnapshot inner =
                  MemoryTracker.measure(
                      () -> {
                        timer[0] = new Timer("in the scope");
                        runOn(timer[0], 3, 3);
                      });
              assertThat(Made.in(inner)).isEqualTo(3 * 4);
              assertThat(inner.unfinishedWork()).noneMatch(UnfinishedWork::thread);
            });
    timer[0].cancel();

    assertThat(Made.in(outer)).isEqualTo(3 * 4);
  }

  private static void runOn(Timer timer, int objects, int more) {
    CountDownLatch left = new CountDownLatch(more + 1);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            if (left.getCount() > 0) {
              Made.objects(objects);
              if (left.getCount() == 1) {
                cancel();
              }
              left.countDown();
            }
          }
        },
        0,
        1);
    await(left);
  }

  @Test
  void madeBefore_startedOrSubmittedInScope_counts() {
    Thread thread = new Thread(() -> Made.objects(1));
    FutureTask<String> future = new FutureTask<>(() -> Made.objects(2), "");
    ForkJoinTask<?> forked = ForkJoinTask.adapt(() -> Made.objects(4));
    ForkJoinTask<?> submitted = ForkJoinTask.adapt(() -> Made.objects(8));
    FutureTask<String> runHere = new FutureTask<>(() -> Made.objects(16), "");
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              thread.start();
              thread.join();
              pool.execute(future);
              future.get();
              forked.fork().join();
              ForkJoinPool.commonPool().submit(submitted).get();
              runHere.run();
            });

    assertThat(Made.in(seen)).isEqualTo(31);
  }

  @Test
  void madeInOuterScope_runInInnerOne_isTheInnerOnes() {
    try (MemoryScope outer = MemoryTracker.open()) {
      FutureTask<String> task = new FutureTask<>(() -> Made.objects(5), "");
      MemorySnapshot inner = MemoryTracker.measure(task::run);

      assertThat(Made.in(inner)).isEqualTo(5);
      assertThat(Made.in(outer.snapshot())).isEqualTo(5);
    }
  }

  @Test
  void plainTaskOnAQueueOfTheUsers_isForeign_wrappedItCounts() {
    try (MemoryScope scope = MemoryTracker.open()) {
      foreign.run(() -> Made.objects(500));
      Runnable wrapped = scope.wrap((Runnable) () -> Made.objects(6));
      foreign.run(wrapped::run);
      MemorySnapshot seen = scope.snapshot();

      assertThat(Made.in(seen)).isEqualTo(6);
      assertThat(seen.foreignCount()).isGreaterThanOrEqualTo(500);
    }
  }

  @Test
  void helper_runsOthersTasksForThem() {
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch submitted = new CountDownLatch(1);
      ForkJoinTask<?>[] ofForeign = new ForkJoinTask<?>[1];
      MemorySnapshot seen =
          MemoryTracker.measure(
              () -> {
                ForkJoinTask<?> own =
                    single.submit(
                        () -> {
                          Made.objects(2);
                          running.countDown();
                          await(submitted);
                          ForkJoinTask.helpQuiesce();
                          Made.objects(4);
                        });
                await(running);
                foreign.run(() -> ofForeign[0] = single.submit(() -> Made.objects(900)));
                submitted.countDown();
                own.get();
                ofForeign[0].get();
              });

      assertThat(Made.in(seen)).isEqualTo(6);
      assertThat(seen.foreignCount()).isGreaterThanOrEqualTo(900);
    } finally {
      single.shutdown();
    }
  }

  @Test
  void failedTask_leavesThePoolsThreadToNobody() {
    try (MemoryScope scope = MemoryTracker.open()) {
      FutureTask<String> failing = new FutureTask<>(() -> fail(3));
      pool.execute(failing);
      assertThat(catchFailure(failing)).isInstanceOf(ExecutionException.class);
      pool.execute(() -> throwAfter(4)); // ends the pool's thread
      scope.pause();
      submitAndGet(() -> Made.objects(100));
      scope.resume();

      assertThat(Made.in(scope.snapshot())).isEqualTo(7);
    }
  }

  private static String fail(int objects) {
    Made.objects(objects);
    throw new IllegalStateException("on purpose");
  }

  private static void throwAfter(int objects) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
    fail(objects);
  }

  private static Throwable catchFailure(FutureTask<String> task) {
    try {
      throw new AssertionError(task.get());
    } catch (InterruptedException | ExecutionException e) {
      return e;
    }
  }

  private void submitAndGet(Runnable work) {
    try {
      pool.submit(work).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void callerRuns_counts() {
    ThreadPoolExecutor full =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy());
    CountDownLatch go = new CountDownLatch(1);
    full.execute(() -> await(go));
    full.execute(() -> {});
    try {
      MemorySnapshot seen = MemoryTracker.measure(() -> full.execute(() -> Made.objects(9)));

      assertThat(Made.in(seen)).isEqualTo(9);
    } finally {
      go.countDown();
      full.shutdown();
    }
  }

  @Test
  void taskThatHandsOn_acrossPools_counts() throws Exception {
    ExecutorService cached = Executors.newCachedThreadPool();
    try {
      MemorySnapshot seen =
          MemoryTracker.measure(
              () ->
                  cached
                      .submit(
                          () -> {
                            Made.objects(1);
                            submitAndGet(
                                () -> {
                                  Made.objects(2);
                                  CompletableFuture.runAsync(() -> Made.objects(4)).join();
                                  Stream.of(1, 2, 3, 4).parallel().forEach(i -> Made.objects(2));
                                });
                          })
                      .get());

      assertThat(Made.in(seen)).isEqualTo(15);
    } finally {
      cached.shutdown();
    }
  }

  @Test
  void queuedTask_ofAClosedScope_isNotOfTheNextOne() {
    CountDownLatch go = new CountDownLatch(1);
    pool.execute(() -> await(go));
    MemorySnapshot first =
        Tracking.DOOR.measure(
            ScopeOptions.following(), () -> pool.execute(() -> Made.objects(300)), Duration.ZERO);
    MemorySnapshot second =
        MemoryTracker.measure(
            () -> {
              go.countDown();
              submitAndGet(() -> Made.objects(5));
            });

    assertThat(Made.in(first)).isZero();
    assertThat(first.unfinishedWork())
        .singleElement()
        .satisfies(
            work -> {
              assertThat(work.thread()).isFalse();
              assertThat(work.name()).startsWith(HandOverTest.class.getName());
              assertThat(work).hasToString("task " + work.name() + ", not begun");
            });
    assertThat(Made.in(second)).isEqualTo(5);
    assertThat(second.unfinishedWork()).isEmpty();
  }

  @Test
  void threadThatOutlivesItsScope_isListed() {
    CountDownLatch go = new CountDownLatch(1);
    Thread[] thread = new Thread[1];
    MemorySnapshot seen =
        Tracking.DOOR.measure(
            ScopeOptions.following(),
            () -> {
              Thread late = new Thread(() -> await(go), "late one");
              late.start();
              thread[0] = late;
              submitAndGet(() -> Made.objects(2)); // an idle worker is not at work
            },
            Duration.ZERO);
    go.countDown();
    started.add(thread[0]);

    assertThat(seen.unfinishedWork()).containsExactly(new UnfinishedWork("late one", true, ""));
    assertThat(seen.unfinishedWork().get(0)).hasToString("thread late one");
  }

  @Test
  void awaited_countsWhole_elseUncertified() {
    CountDownLatch never = new CountDownLatch(1);
    ThrowingRunnable handsOver =
        () -> {
          ForkJoinPool.commonPool().execute(() -> Made.objects(10_000));
          pool.execute(() -> Made.objects(20_000));
          started.add(new Thread(() -> Made.objects(30_000)));
          started.get(started.size() - 1).start();
        };
    MemorySnapshot seen =
        Tracking.DOOR.measure(ScopeOptions.counting(), handsOver, Duration.ofMinutes(1));
    MemorySnapshot unfinished =
        Tracking.DOOR.measure(
            ScopeOptions.counting(), () -> pool.execute(() -> await(never)), Duration.ofMillis(1));
    never.countDown();

    assertThat(Made.in(seen)).isEqualTo(60_000);
    assertThat(seen.unfinishedWork()).isEmpty();
    assertThat(seen.uncertified()).isEmpty();
    assertThat(unfinished.uncertified())
        .hasValueSatisfying(
            cause -> assertThat(cause).startsWith("work that was handed over has not ended (task"));
  }

  @Test
  void roles_areWhatThreadsDidWithTasks() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Made.objects(1);
              submitAndGet(() -> Made.objects(2));
              Thread worker =
                  new Thread(
                      () -> {
                        Made.objects(3);
                        submitAndGet(() -> Made.objects(2));
                      },
                      "worker");
              worker.start();
              worker.join();
            });

    assertThat(role(seen, Thread.currentThread().getName())).isEqualTo(ThreadRole.PRODUCER);
    assertThat(role(seen, "worker")).isEqualTo(ThreadRole.WORKER);
    assertThat(seen.threads())
        .filteredOn(thread -> thread.role() == ThreadRole.CONSUMER)
        .singleElement()
        .satisfies(
            consumer -> {
              assertThat(consumer.tasksRun()).isEqualTo(2);
              assertThat(consumer.tasksHandedOver()).isZero();
              assertThat(consumer.cpuNanos()).isPresent();
              assertThat(consumer.meanBytes())
                  .isEqualTo((double) consumer.bytes() / consumer.count());
            });
  }

  private static ThreadRole role(MemorySnapshot seen, String threadName) {
    return seen.threads().stream()
        .filter(thread -> thread.threadName().equals(threadName))
        .findFirst()
        .orElseThrow()
        .role();
  }
}
