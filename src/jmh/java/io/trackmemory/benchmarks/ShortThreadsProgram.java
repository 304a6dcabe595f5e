package io.trackmemory.benchmarks;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A million virtual threads, at most 100 at a time, that make a few objects each. Prints the CPU
 * time of the process in us a thread.
 */
final class ShortThreadsProgram {

  /** Objects that a thread makes. */
  static final int OBJECTS = 3;

  private static final int THREADS = 1_000_000;

  private static volatile @Nullable Object sink;

  private ShortThreadsProgram() {}

  /** Arguments: a variant. */
  public static void main(String[] arguments) throws Exception {
    try (AutoCloseable scope = Tracked.valueOf(arguments[0]).open()) {
      long before = cpuNanos();
      run();
      System.out.println((cpuNanos() - before) / 1_000.0 / THREADS);
    }
  }

  private static void run() throws ReflectiveOperationException, InterruptedException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    Semaphore running = new Semaphore(100);
    CountDownLatch ended = new CountDownLatch(THREADS);
    Runnable action =
        () -> {
          for (int i = 0; i < OBJECTS; i++) {
            sink = new Object();
          }
          running.release();
          ended.countDown();
        };
    for (int i = 0; i < THREADS; i++) {
      running.acquire();
      start.invoke(null, action);
    }
    ended.await();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
