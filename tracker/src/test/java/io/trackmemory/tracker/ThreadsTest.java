package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  @Test
  void startedInScope_counts() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Thread thread = new Thread(() -> Made.objects(100), "worker of scope");
              thread.start();
              thread.join();
            });

    assertThat(Made.in(seen)).isEqualTo(100);
    assertThat(seen.threads())
        .filteredOn(thread -> thread.threadName().equals("worker of scope"))
        .singleElement()
        .matches(thread -> !thread.ownThread() && thread.count() == 100);
  }

  @Test
  void peakOfThread_isFromItsLargestObjectToAllThatItMade() {
    byte[][] made = new byte[3][];
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              made[0] = new byte[8]; // 24 bytes with its header
              made[1] = new byte[984]; // 1,000
              made[2] = new byte[984];
            });

    assertThat(seen.threads())
        .singleElement()
        .extracting(ThreadStatistics::peak)
        .isEqualTo(new PeakBracket(1_000, 2_024));
  }

  @Test
  void startedByStartedThread_counts() {
    MemorySnapshot seen = MemoryTracker.measure(() -> chain(5));

    assertThat(Made.in(seen)).isEqualTo(60);
  }

  private static void chain(int length) throws InterruptedException {
    Made.objects(10);
    if (length > 0) {
      Thread next = new Thread(() -> chainUnchecked(length - 1));
      next.start();
      next.join();
    }
  }

  private static void chainUnchecked(int length) {
    try {
      chain(length);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void startedBeforeScope_isForeign() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread foreign =
        new Thread(
            () -> {
              awaitQuietly(go);
              Made.objects(1000);
              done.countDown();
            },
            "foreign");
    foreign.start();
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              go.countDown();
              foreign.join();
              Made.objects(5);
            });

    assertThat(Made.in(seen)).isEqualTo(5);
    assertThat(seen.foreignCount()).isGreaterThanOrEqualTo(1000);
    assertThat(seen.foreignBytes()).isGreaterThanOrEqualTo(16_000);
    MemorySnapshot next = MemoryTracker.measure(() -> Made.objects(1));
    assertThat(next.foreignCount()).isLessThan(1000);
  }

  @Test
  void outlivingTheInnerScope_countsInTheOuter() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    Thread[] thread = new Thread[1];
    MemorySnapshot[] inner = new MemorySnapshot[1];
    MemorySnapshot outer =
        MemoryTracker.measure(
            () -> {
              inner[0] =
                  MemoryTracker.measure(
                      () -> {
                        thread[0] =
                            new Thread(
                                () -> {
                                  awaitQuietly(go);
                                  Made.objects(1000);
                                });
                        thread[0].start();
                      });
              go.countDown();
              thread[0].join();
            });

    assertThat(Made.in(inner[0])).isZero();
    assertThat(Made.in(outer)).isEqualTo(1000);
  }

  @Test
  void pausedStart_isNobodys() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.pause();
      chainUnchecked(1);
      scope.resume();
      Made.objects(3);

      assertThat(Made.in(scope.snapshot())).isEqualTo(3);
    }
  }

  @Test
  void manyThreads_partsAddUp() {
    try (MemoryScope scope = MemoryTracker.open()) {
      startAndJoin(400);
      scope.checkpoint("first");
      startAndJoin(300);
      MemorySnapshot seen = scope.snapshot();

      assertThat(Made.in(seen)).isEqualTo(7000);
      assertThat(Made.in(seen.until("first"))).isEqualTo(4000);
      assertThat(Made.in(seen.since("first"))).isEqualTo(3000);
    }
  }

  private static void startAndJoin(int threads) {
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> Made.objects(10));
      thread.start();
      started.add(thread);
    }
    started.forEach(ThreadsTest::join);
  }

  @Test
  void threadsOfInnerScope_partsOfOuterAddUp() {
    try (MemoryScope outer = MemoryTracker.open()) {
      try (MemoryScope inner = MemoryTracker.open()) {
        startAndJoin(3);
        outer.checkpoint("inner is open");
        assertThat(Made.in(inner.snapshot())).isEqualTo(30);
      }
      Made.objects(4);
      MemorySnapshot seen = outer.snapshot();

      assertThat(Made.in(seen.until("inner is open"))).isEqualTo(30);
      assertThat(Made.in(seen.since("inner is open"))).isEqualTo(4);
      assertThat(Made.in(seen)).isEqualTo(34);
    }
  }

  @RepeatedTest(20)
  void twentyThreads_exactTotals() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    long[] own = new long[20];
    for (int i = 0; i < 20; i++) {
      int index = i;
      threads.add(
          new Thread(
              () ->
                  own[index] = Made.in(MemoryTracker.measure(() -> startOne(1000 + index, 500)))));
    }
    MemorySnapshot all =
        MemoryTracker.measure(
            () -> {
              threads.forEach(Thread::start);
              threads.forEach(ThreadsTest::join);
            });

    assertThat(own).containsExactly(IntStream.range(0, 20).mapToLong(i -> 1500L + i).toArray());
    assertThat(Made.in(all)).isEqualTo(20 * 1500 + 190);
    assertThat(all.uncertified()).isEmpty();
  }

  private static void startOne(int here, int there) {
    Thread thread = new Thread(() -> Made.objects(there));
    thread.start();
    Made.objects(here);
    join(thread);
  }

  @Test
  void poolMadeBefore_tasksCount_poolsOwnWorkDoesNot() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      pool.submit(() -> Made.objects(50)).get();
      MemorySnapshot seen = MemoryTracker.measure(() -> useAll(pool));
      Future<?> later = pool.submit(() -> Made.objects(77));
      later.get();
      MemorySnapshot next = MemoryTracker.measure(() -> Made.objects(1));

      assertThat(Made.in(seen)).isEqualTo(63);
      assertThat(Made.in(next)).isEqualTo(1);
    } finally {
      stop(pool);
    }
  }

  @Test
  void poolMadeInside_tasksCount_othersTasksDoNot() throws Exception {
    ExecutorService[] pool = new ExecutorService[1];
    try (MemoryScope scope = MemoryTracker.open()) {
      pool[0] = Executors.newFixedThreadPool(2);
      useAll(pool[0]);
      scope.pause();
      pool[0].submit(() -> Made.objects(1000)).get();
      scope.resume();

      assertThat(Made.in(scope.snapshot())).isEqualTo(63);
    } finally {
      stop(pool[0]);
    }
  }

  private static void useAll(ExecutorService pool) throws Exception {
    CountDownLatch executed = new CountDownLatch(1);
    pool.execute(
        () -> {
          Made.objects(1);
          executed.countDown();
        });
    executed.await();
    pool.submit(() -> Made.objects(2)).get();
    pool.submit(() -> Made.objects(4), "result").get();
    Callable<String> eight =
        () -> {
          Made.objects(8);
          return "";
        };
    pool.submit(eight).get();
    Callable<String> sixteen =
        () -> {
          Made.objects(16);
          return "";
        };
    for (Future<String> done : pool.invokeAll(List.of(sixteen, sixteen, sixteen))) {
      done.get();
    }
  }

  @Test
  void scheduled_counts() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    try {
      MemorySnapshot seen =
          MemoryTracker.measure(
              () -> {
                CountDownLatch three = new CountDownLatch(3);
                Future<?> repeated =
                    pool.scheduleAtFixedRate(() -> upTo(three), 0, 1, TimeUnit.MILLISECONDS);
                three.await();
                repeated.cancel(false);
                pool.schedule(() -> Made.objects(5), 0, TimeUnit.MILLISECONDS).get();
              });

      assertThat(Made.in(seen)).isEqualTo(35);
    } finally {
      stop(pool);
    }
  }

  private static void upTo(CountDownLatch left) {
    if (left.getCount() > 0) {
      Made.objects(10);
      left.countDown();
    }
  }

  @Test
  void forkJoin_countsWhoeverSteals() {
    MemorySnapshot seen =
        MemoryTracker.measure(() -> ForkJoinPool.commonPool().invoke(new Halves(64)));

    assertThat(Made.in(seen)).isEqualTo(64);
  }

  static final class Halves extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final int objects;

    Halves(int objects) {
      this.objects = objects;
    }

    @Override
    protected void compute() {
      if (objects == 1) {
        Made.objects(1);
      } else {
        invokeAll(new Halves(objects / 2), new Halves(objects - objects / 2));
      }
    }
  }

  @Test
  void completableFuture_counts() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () ->
                CompletableFuture.runAsync(() -> Made.objects(5))
                    .thenRunAsync(() -> Made.objects(6))
                    .join());

    assertThat(Made.in(seen)).isEqualTo(11);
  }

  @Test
  void parallelStream_counts() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> IntStream.range(0, 1000).parallel().forEach(i -> Made.objects(2)));

    assertThat(Made.in(seen)).isEqualTo(2000);
  }

  @Test
  void wrap_followsUnknownHandOver() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (MemoryScope outer = MemoryTracker.open()) {
      MemoryScope inner = MemoryTracker.open();
      Runnable wrapped = inner.wrap((Runnable) () -> Made.objects(9));
      inner.close();
      outer.pause();
      pool.submit(wrapped).get();
      outer.resume();
      outer.wrap(pool).execute(() -> Made.objects(20));
      pool.submit(outer.wrap((Callable<String>) () -> make(30))).get();

      assertThat(Made.in(inner.snapshot())).isZero();
      assertThat(Made.in(outer.snapshot())).isEqualTo(59);
    } finally {
      stop(pool);
    }
  }

  private static String make(int objects) {
    Made.objects(objects);
    return "";
  }

  private static void stop(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
