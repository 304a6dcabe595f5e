package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks wait for the work that was handed over in what they ask about. Long, as each kind of work
 * is asked by each kind of check, and shares what it waits for.
 */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // that nobody waits for them is what is tested
class HandedOverWorkTest {

  private static final ExecutorService POOL = Executors.newFixedThreadPool(2);
  private static final List<Object> KEPT = new ArrayList<>();
  private static final Runnable MADE = HandedOverWorkTest::makeMany;

  @TempDir static Path reports;

  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Thread> started = new ArrayList<>();

  private static final Object[] SINK = new Object[1];

  @BeforeAll
  static void warmUp() throws Exception {
    MemoryTracker.measure(() -> POOL.submit(() -> make(1)).get());
  }

  @AfterAll
  static void stop() {
    POOL.shutdownNow();
  }

  @AfterEach
  void goOn() throws InterruptedException {
    go.countDown();
    KEPT.clear();
    for (Thread thread : started) {
      thread.join();
    }
  }

  private static void make(int objects) {
    for (int i = 0; i < objects; i++) {
      SINK[0] = new Object();
    }
  }

  private static void makeMany() {
    make(1_000);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void blocks() {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    started.add(thread);
    thread.start();
    return thread;
  }

  @RepeatedTest(10)
  void atMost_seesAllThatAPoolMakes() {
    assertThatThrownBy(
            () ->
                assertThatMemory(() -> POOL.submit(() -> make(20_000)))
                    .hasAllocationCountAtMost(60))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expecting the action to make at most 60 allocations but it made ");
  }

  @Test
  void everyKindOfCheck_waits() {
    ThrowingRunnable late =
        () ->
            POOL.execute(
                () -> {
                  pause(30);
                  make(1_000);
                });
    assertThatThrownBy(() -> assertThatMemory(late).hasNoAllocations())
        .hasMessageStartingWith("Expecting the action");
    assertThatMemory(
            () ->
                POOL.execute(
                    () -> {
                      pause(30);
                      make(80); // each KiB of garbage takes a collection to decide
                    }))
        .hasPeakAtMost(kib(1));
    assertThatMemory(late).allocations().fromMethod("HandedOverWorkTest.make").hasCount(1_000);
    assertThatMemory(late).allocations().ofType(Object.class).fromMethod("make").hasCount(1_000);
    assertThatMemory(late).overRuns(2).perRun().allocations().fromMethod("make").hasCount(1_000);
    assertThatMemory(late).afterWarmup(1).allocations().fromMethod("make").hasCountAtMost(1_000);
    assertThatThrownBy(() -> assertThatMemory(late).allocations().fromMethod("make").hasCount(999))
        .hasMessageContaining("it made 1000");
    ThrowingRunnable keeps =
        () ->
            POOL.execute(
                () -> {
                  pause(30);
                  KEPT.add(new byte[100_000]);
                });
    assertThatThrownBy(() -> assertThatMemory(keeps).hasPeakAtMost(kib(1)))
        .hasMessageStartingWith("Expecting the action");
  }

  @Test
  void whatCleanUpEnds_isWaitedForAfterIt() {
    CountDownLatch[] stop = new CountDownLatch[1];
    assertThatMemory(
            () -> {
              CountDownLatch latch = new CountDownLatch(1);
              stop[0] = latch;
              POOL.execute(
                  () -> {
                    try {
                      latch.await();
                      make(10);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
            })
        .afterEachRun(() -> stop[0].countDown())
        .allocations()
        .fromMethod("make")
        .hasCount(10);
  }

  @Test
  void leak_ofWorkThatIsWaitedFor_isSeen() {
    assertThatThrownBy(
            () ->
                assertThatMemory(
                        () ->
                            POOL.submit(
                                () -> {
                                  pause(100);
                                  KEPT.add(new byte[1_000]);
                                }))
                    .hasNoLeaks())
        .hasMessageContaining("HandedOverWorkTest.KEPT");
  }

  @Test
  void whatHasNotEnded_cannotBeCertified() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> thread("poller", this::blocks))
                        .awaiting(Duration.ofMillis(20))
                        .hasAllocationCountAtMost(1_000)))
        .startsWith(
            "Cannot certify hasAllocationCountAtMost(1000) of the action: work that was handed over"
                + " has not ended (thread poller); ");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> POOL.execute(this::blocks))
                        .awaiting(Duration.ofMillis(20))
                        .hasNoLeaks()))
        .startsWith("Cannot certify hasNoLeaks() of the action: work that was handed over has not")
        .contains("task io.trackmemory.acceptance.HandedOverWorkTest$$Lambda")
        .contains("on thread pool-");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> POOL.execute(this::blocks))
                        .awaiting(Duration.ofMillis(20))
                        .hasAllocationCount(1_000)))
        .as("more may come")
        .startsWith("Cannot certify hasAllocationCount(1000)");
  }

  @Test
  void brokenAlready_failsAtOnce() {
    ThrowingRunnable action =
        () -> {
          thread("poller", this::blocks);
          make(100);
        };
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(action)
                        .awaiting(Duration.ofDays(1))
                        .hasAllocationCountAtMost(9)))
        .startsWith("Expecting the action to make at most 9 allocations")
        .contains("\nStill running, counted until then: thread poller\n");
    assertThatThrownBy(
            () ->
                assertThatMemory(action)
                    .awaiting(Duration.ofDays(1))
                    .allocations()
                    .fromMethod("make")
                    .hasBytesAtMost(bytes(16)))
        .hasMessageStartingWith("Expecting the action to allocate at most 16 B");
  }

  @Test
  void awaitingZero_asksForWhatWasDoneSoFar() {
    assertThatMemory(() -> thread("poller", this::blocks))
        .awaiting(Duration.ZERO)
        .hasAllocationCountAtMost(100)
        .hasNoLeaksOf(String.class);
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(
                            () -> {
                              make(1);
                              thread("poller", this::blocks);
                            })
                        .awaiting(Duration.ZERO)
                        .hasNoAllocations()))
        .startsWith("Expecting the action so far to make no allocations but it made ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatMemory(MADE::run).awaiting(Duration.ofMillis(-1)))
        .withMessage("longest must not be negative: PT-0.001S");
  }

  @Test
  void sharedTask_isWaitedForAsOftenAsItWasHandedOver() {
    assertThatMemory(
            () -> {
              POOL.execute(MADE);
              POOL.execute(MADE);
              POOL.execute(MADE);
              POOL.execute(MADE);
            })
        .allocations()
        .fromMethod("make")
        .hasCount(4_000);
  }

  @Test
  void workOfWork_isWaitedFor() {
    assertThatMemory(
            () ->
                CompletableFuture.runAsync(() -> pause(20), POOL)
                    .thenRunAsync(() -> POOL.execute(() -> make(7)), POOL))
        .allocations()
        .fromMethod("make")
        .hasCount(7);
  }

  /* CompletableFuture starts a thread for each on two processors or fewer. */
  @Test
  void taskThatAnotherTaskRuns_orAQueueOfYourOwn_isWaitedForOnceItRuns() throws Exception {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    Thread worker = new Thread(() -> serve(queue), "worker");
    worker.start();
    int objects = 7;
    List<ThrowingRunnable> ways =
        List.of(
            () -> CompletableFuture.runAsync(() -> makeLate(objects), HandedOverWorkTest::inThread),
            () -> CompletableFuture.completedFuture(1).thenRunAsync(() -> makeLate(objects)),
            () -> new Thread(new FutureTask<>(() -> makeLate(objects), "")).start(),
            () -> {
              queue.add(() -> makeLate(objects));
              while (worker.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
            });
    try {
      for (ThrowingRunnable way : ways) {
        assertThatMemory(way).allocations().fromMethod("make").hasCount(objects);
      }
    } finally {
      worker.interrupt();
      worker.join();
    }
  }

  private static void inThread(Runnable task) {
    new Thread(task).start();
  }

  private static void makeLate(int objects) {
    pause(50);
    make(objects);
  }

  private static void serve(BlockingQueue<Runnable> queue) {
    try {
      while (true) {
        queue.take().run();
      }
    } catch (InterruptedException e) {
      // the end of the test
    }
  }

  @Test
  void dueLater_periodic_cancelled_orTheJdks_isNotUnfinished() throws Exception {
    ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(1);
    Timer timer = new Timer("timer", true);
    try {
      assertNothingLeft(() -> scheduler.schedule(MADE, 1, TimeUnit.HOURS));
      assertNothingLeft(() -> scheduler.scheduleAtFixedRate(MADE, 1, 1, TimeUnit.HOURS));
      assertNothingLeft(() -> scheduler.scheduleWithFixedDelay(() -> {}, 0, 1, TimeUnit.HOURS));
      assertNothingLeft(() -> timer.schedule(task(), 3_600_000));
      assertNothingLeft(() -> timer.schedule(task(), 3_600_000, 3_600_000));
      assertNothingLeft(() -> timer.schedule(task(), 0, 3_600_000));
      assertNothingLeft(HandedOverWorkTest::cancelledTimerTask);
      assertNothingLeft(() -> new Timer("another", true).schedule(task(), 3_600_000));
      assertNothingLeft(
          () -> CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(() -> {}));
      assertNothingLeft(() -> new CompletableFuture<>().orTimeout(1, TimeUnit.HOURS));
      assertNothingLeft(() -> server().stop(0));
      HttpServer[] running = new HttpServer[1];
      assertNothingLeft(() -> running[0] = server());
      running[0].stop(0);
      AsynchronousServerSocketChannel[] channel = new AsynchronousServerSocketChannel[1];
      assertNothingLeft(
          () -> channel[0] = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(0)));
      channel[0].close();
      assertNothingLeft(HandedOverWorkTest::refused);
      assertNothingLeft(
          () -> {
            POOL.execute(this::blocks);
            POOL.execute(this::blocks);
            Future<?> queued = POOL.submit(MADE);
            queued.cancel(true);
            go.countDown();
          });
      assertNothingLeft(() -> Executors.newFixedThreadPool(1).execute(() -> {}));
    } finally {
      scheduler.shutdownNow();
      timer.cancel();
    }
  }

  private static void assertNothingLeft(ThrowingRunnable action) {
    assertThatMemory(action).hasAllocationCountAtMost(100_000);
    try (MemoryScope scope = MemoryTracker.open()) {
      action.run();
      assertThatMemory(scope).hasAllocationCountAtMost(100_000);
      assertThat(scope.snapshot().unfinishedWork()).isEmpty();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {
        make(3);
      }
    };
  }

  private static void cancelledTimerTask() {
    Timer timer = new Timer("cancelled", true);
    TimerTask task = task();
    timer.schedule(task, 20);
    task.cancel();
    timer.cancel();
  }

  private static void refused() {
    ExecutorService closed = Executors.newFixedThreadPool(1);
    closed.shutdown();
    try {
      closed.execute(MADE);
      throw new AssertionError("accepted");
    } catch (RejectedExecutionException e) {
      make(1);
    }
  }

  private static HttpServer server() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  @Test
  void dueSoon_isWaitedFor() {
    ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(1);
    Timer timer = new Timer("soon", true);
    try {
      assertThatMemory(
              () -> {
                scheduler.schedule(() -> make(5), 30, TimeUnit.MILLISECONDS);
                timer.schedule(task(), 40);
                CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> make(2));
              })
          .allocations()
          .fromMethod("make")
          .hasCount(10);
    } finally {
      scheduler.shutdownNow();
      timer.cancel();
    }
  }

  @Test
  void scope_isAskedAgain() {
    try (MemoryScope scope = MemoryTracker.open()) {
      POOL.execute(
          () -> {
            pause(30);
            make(50);
          });
      assertThatMemory(scope).allocations().fromMethod("make").hasCount(50);
    }
  }

  @Test
  void part_onlyItsOwnWorkCounts() {
    try (MemoryScope scope = MemoryTracker.open()) {
      thread("poller", this::blocks);
      scope.checkpoint("started");
      POOL.execute(
          () -> {
            pause(20);
            make(50);
          });
      assertThatMemory(scope).since("started").allocations().fromMethod("make").hasCount(50);
      scope.checkpoint("worked");
      assertThatMemory(scope).since("worked").hasNoAllocations();
      assertThat(messageOf(() -> assertThatMemory(scope).until("started").hasAllocationCount(999)))
          .startsWith("Cannot certify hasAllocationCount(999) of the scope until \"started\": ")
          .contains("(thread poller)");
      go.countDown();
    }
  }

  @Test
  void snapshot_ofWorkThatWentOn() throws Exception {
    try (MemoryScope scope = MemoryTracker.open()) {
      CountDownLatch running = new CountDownLatch(1);
      Thread quiet =
          thread(
              "quiet",
              () -> {
                running.countDown();
                while (go.getCount() > 0) {
                  Thread.onSpinWait();
                }
              });
      running.await();
      MemorySnapshot idle = scope.snapshot();
      go.countDown();
      quiet.join();
      assertThatMemory(idle).hasAllocationCountAtMost(100);

      CountDownLatch more = new CountDownLatch(1);
      Thread busy =
          thread(
              "busy",
              () -> {
                try {
                  more.await();
                  make(100);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      MemorySnapshot early = scope.snapshot();
      more.countDown();
      busy.join();
      assertThat(messageOf(() -> assertThatMemory(early).hasAllocationCountAtMost(1_000)))
          .startsWith(
              "Cannot certify hasAllocationCountAtMost(1000) of the snapshot: work that was handed"
                  + " over had not ended when the snapshot was taken (thread busy), and more was"
                  + " made since; ");
    }
  }

  @Test
  void taskThatNeedsTheThreadThatWaits_cannotBeCertified() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      assertThat(
              messageOf(
                  () ->
                      assertThatMemory(() -> POOL.execute(() -> withLock(lock)))
                          .awaiting(Duration.ofMillis(50))
                          .hasAllocationCountAtMost(1_000)))
          .startsWith("Cannot certify");
    } finally {
      lock.unlock();
    }
  }

  private static void withLock(ReentrantLock lock) {
    lock.lock();
    try {
      make(1);
    } finally {
      lock.unlock();
    }
  }

  @Test
  void annotations_waitToo() {
    Outcome outcome =
        Engine.reportingTo(reports)
            .with("trackmemory.leaks.settle", "300 ms")
            .run(AnnotatedTestCases.class);
    assertThat(outcome.passed()).containsExactly("withinLimit()");
    assertThat(outcome.messageOf("allocates()"))
        .startsWith("Expecting the scope to make no allocations but it made ");
    assertThat(outcome.messageOf("above()"))
        .startsWith("Expecting the scope to make at most 100 allocations but it made ");
    assertThat(outcome.messageOf("goesOn()"))
        .startsWith("Cannot certify @LimitAllocations(count = 100000): ")
        .contains("has not ended (thread by design)");
    assertThat(outcome.messageOf("leaks()")).contains("AnnotatedTestCases.LEFT");
  }

  static class AnnotatedTestCases {

    private static final List<Object> LEFT = new ArrayList<>();
    private static final CountDownLatch END = new CountDownLatch(1);

    @AfterAll
    static void end() {
      LEFT.clear();
      END.countDown();
    }

    private static void later(int objects) {
      POOL.execute(
          () -> {
            pause(30);
            make(objects);
          });
    }

    @Test
    @NoAllocations
    void allocates() {
      later(1);
    }

    @Test
    @LimitAllocations(count = 100)
    void above() {
      later(10_000);
    }

    @Test
    @LimitAllocations(count = 1_000)
    void withinLimit() {
      later(500);
    }

    @Test
    @LimitAllocations(count = 100_000)
    void goesOn() {
      new Thread(
              () -> {
                try {
                  END.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              "by design")
          .start();
    }

    @Test
    @NoLeaks
    void leaks() {
      POOL.execute(
          () -> {
            pause(100);
            LEFT.add(new byte[1_000]);
          });
    }
  }
}
