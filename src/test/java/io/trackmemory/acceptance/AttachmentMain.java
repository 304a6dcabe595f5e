package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Launches tests in a cold JVM, and prints where they failed and whether the agent is there. */
final class AttachmentMain {

  private AttachmentMain() {}

  /* Threads that are in their loops before the agent comes, and stay in them as they were. */
  private static final ThreadFactory EARLY =
      task -> {
        Thread thread = new Thread(task, "early");
        thread.setDaemon(true);
        return thread;
      };
  private static final ExecutorService POOL = Executors.newFixedThreadPool(1, EARLY);
  private static final ExecutorService OWN_POOL = new OwnPool();

  /** Takes {@code busy} for a task that goes on since before, or no argument for loops. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      besideATask();
      return;
    }
    OwnLoop ownLoop = new OwnLoop();
    for (Executor each : List.of(POOL, OWN_POOL, ownLoop)) {
      CompletableFuture.runAsync(() -> {}, each).get();
    }
    launch(OthersTestCases.class);
    System.out.println("attached: " + isAttached());
    launch(OursTestCases.class);
    handOver("pool", POOL, 1);
    handOver("pool again", POOL, 2);
    handOver("own pool", OWN_POOL, 3);
    failing(POOL);
    handOver("pool after a failure", POOL, 1);
    handOver("own loop", ownLoop, 4);
    System.out.println("attached: " + isAttached());
  }

  /* A task that has run is collected before the check asks for it. */
  private static void handOver(String name, Executor executor, int count) {
    OrderBook book = new OrderBook();
    AtomicBoolean hasRun = new AtomicBoolean();
    try {
      assertThatMemory(
              () -> {
                executor.execute(
                    () -> {
                      book.fill(count);
                      hasRun.set(true);
                    });
                while (!hasRun.get()) {
                  Thread.onSpinWait();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30)); // until it has left it
                System.gc();
              })
          .awaiting(Duration.ofMillis(100))
          .allocations()
          .fromMethod("OrderBook.fill")
          .isEmpty();
      System.out.println(name + ": passed");
    } catch (AssertionError e) {
      System.out.println(name + ": " + e.getMessage());
    }
  }

  /* A task that nobody runs, where a thread has been in one of its own since before. */
  private static void besideATask() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> busy =
        POOL.submit(
            () -> {
              begun.countDown();
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
              }
            });
    begun.await();
    launch(OursTestCases.class);
    OrderBook book = new OrderBook();
    Executor dropping = new Dropping();
    try {
      assertThatMemory(
              () -> {
                dropping.execute(() -> book.fill(1));
                System.gc();
              })
          .allocations()
          .fromMethod("OrderBook.fill")
          .isEmpty();
      System.out.println("dropped: passed, beside a task that is done: " + busy.isDone());
    } catch (AssertionError e) {
      System.out.println("dropped: " + e.getMessage());
    }
  }

  /** Runs nothing. */
  private static final class Dropping implements Executor {
    @Override
    public void execute(Runnable task) {}
  }

  private static void failing(Executor executor) {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () ->
                executor.execute(
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }));
    System.out.println("still running: " + seen.unfinishedWork());
  }

  /** Tells what it does around tasks to nobody. */
  private static final class OwnPool extends ThreadPoolExecutor {
    OwnPool() {
      super(1, 1, 0, TimeUnit.DAYS, new LinkedBlockingQueue<>(), EARLY);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {}

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {}
  }

  /** An executor whose loop nobody knows. */
  private static final class OwnLoop implements Executor {
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    OwnLoop() {
      EARLY.newThread(this::loop).start();
    }

    @Override
    public void execute(Runnable task) {
      queue.add(task);
    }

    private void loop() {
      while (true) {
        try {
          queue.take().run();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private static boolean isAttached() {
    try {
      Class.forName("java.lang.TrackMemoryHook");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void launch(Class<?> testClass) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(testClass)).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  System.out.println(test.getDisplayName() + " " + result.getStatus());
                  result.getThrowable().ifPresent(AttachmentMain::print);
                }
              }
            });
  }

  private static void print(Throwable failure) {
    System.out.println(failure.getMessage());
    System.out.println("at " + failure.getStackTrace()[0]);
  }

  static class OthersTestCases {
    @Test
    void passes() {}
  }

  static class OursTestCases {
    @Test
    void fails() {
      OrderBook book = new OrderBook();
      assertThatMemory(() -> book.fill(1)).hasNoAllocations();
    }
  }
}
