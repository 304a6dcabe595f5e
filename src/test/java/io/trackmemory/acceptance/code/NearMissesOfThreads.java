package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** What threads, pools and timers keep when used as they should be, and when not. */
public final class NearMissesOfThreads {

  private static final String NAME = NearMissesOfThreads.class.getName() + ".";

  static final List<Object> KEPT = new ArrayList<>();
  static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
  static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();
  static final CompletableFuture<String> NEVER = new CompletableFuture<>();
  static final Timer TIMER = new Timer("timer", true);
  static final CountDownLatch END = new CountDownLatch(1);
  static final ScheduledThreadPoolExecutor SCHEDULER = scheduler();
  static final ExecutorService POOL = pool();
  static final ReentrantLock LOCK = new ReentrantLock();

  private NearMissesOfThreads() {}

  private static ExecutorService pool() {
    ExecutorService pool = Executors.newFixedThreadPool(1, task -> daemon(task, "pool"));
    pool.execute(() -> {});
    return pool;
  }

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, task -> daemon(task, "scheduler"));
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.execute(() -> {});
    return scheduler;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** All of them. */
  public static List<Pair> all() {
    return List.of(
        pair("thread", NearMissesOfThreads::thread, () -> run("stays"), "thread \"stays\""),
        pair(
            "warm pool",
            () -> Pair.use(POOL.submit(() -> "done").get()),
            () -> KEPT.add(POOL.submit(() -> "done")),
            NAME + "KEPT"),
        pair(
            "own pool",
            NearMissesOfThreads::ownPool,
            () -> KEPT.add(new ForkJoinPool(1)),
            NAME + "KEPT"),
        pair(
            "common pool",
            () -> Pair.use(IntStream.range(0, 10_000).parallel().map(i -> i * 2).sum()),
            () -> KEPT.add(ForkJoinPool.commonPool().submit(() -> {})),
            NAME + "KEPT"),
        pair(
            "future",
            NearMissesOfThreads::futures,
            () -> Pair.use(NEVER.thenApply(String::length)),
            NAME + "NEVER"),
        pair("thread-local", NearMissesOfThreads::local, () -> LOCAL.set(page()), "ThreadLocal "),
        pair(
            "inherited thread-local",
            NearMissesOfThreads::inherited,
            () -> INHERITED.set(page()),
            "ThreadLocal " + NAME + "INHERITED"),
        pair(
            "timer",
            () -> {
              TimerTask task = task();
              TIMER.schedule(task, 3_600_000);
              task.cancel();
              TIMER.purge();
            },
            () -> TIMER.schedule(task(), 3_600_000),
            "thread \"timer\""),
        pair(
            "scheduler",
            () -> Pair.use(SCHEDULER.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false)),
            () -> Pair.use(SCHEDULER.schedule(() -> {}, 1, TimeUnit.HOURS)),
            NAME + "SCHEDULER"),
        pair(
            "lock", NearMissesOfThreads::lock, () -> KEPT.add(LOCK.newCondition()), NAME + "KEPT"));
  }

  private static Pair pair(
      String name, ThrowingRunnable nearMiss, ThrowingRunnable leak, String holder) {
    return new Pair(name, nearMiss, leak, holder, NearMissesOfThreads::undo);
  }

  private static void undo() {
    KEPT.clear();
    LOCAL.remove();
    INHERITED.remove();
    END.countDown();
  }

  private static Object page() {
    return new int[] {17};
  }

  private static TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {}
    };
  }

  private static void thread() throws InterruptedException {
    Thread thread = new Thread(() -> {}, "ends");
    thread.start();
    thread.join();
  }

  private static void run(String name) {
    Object page = page();
    Runnable waits =
        () -> {
          try {
            END.await();
            Pair.use(page);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    daemon(waits, name).start();
  }

  private static void ownPool() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    Future<Integer> sum = pool.submit(() -> IntStream.range(0, 100).parallel().sum());
    Pair.use(sum.get());
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("pool must end");
    }
  }

  private static void futures() {
    Pair.use(
        CompletableFuture.supplyAsync(() -> "a")
            .thenCombine(CompletableFuture.supplyAsync(() -> "b"), String::concat)
            .orTimeout(1, TimeUnit.HOURS)
            .thenApply(String::length)
            .join());
  }

  private static void local() {
    LOCAL.set(page());
    LOCAL.remove();
  }

  private static void inherited() throws InterruptedException {
    INHERITED.set(page());
    thread();
    INHERITED.remove();
  }

  private static void lock() throws InterruptedException {
    Thread waits =
        new Thread(
            () -> {
              LOCK.lock();
              try {
                Pair.use(LOCK);
              } finally {
                LOCK.unlock();
              }
            },
            "waits");
    LOCK.lock();
    try {
      waits.start();
      while (!LOCK.hasQueuedThread(waits)) {
        Thread.onSpinWait();
      }
    } finally {
      LOCK.unlock();
    }
    waits.join();
  }
}
