package io.trackmemory.examples;

import io.trackmemory.extension.NoLeaks;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A {@code ThreadLocal} on a thread that a pool keeps. */
@NoLeaks
class RequestLogTest {

  private static ExecutorService pool;

  @BeforeAll
  static void startThread() throws Exception {
    pool = Executors.newSingleThreadExecutor(); // anew: the showcase runs this class again
    onPool(() -> {});
  }

  @AfterAll
  static void stopPool() {
    pool.shutdown();
  }

  @Test
  void linesAreTakenOffTheThread() throws Exception {
    onPool(() -> RequestLog.handleAndForget(1));
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "held by ThreadLocal io.trackmemory.examples.RequestLog.LINES",
        "1 x java.lang.String",
        "RequestLog.handle(RequestLog.java:",
        "of thread \"pool-"
      })
  void linesAreLeftOnTheThread() throws Exception {
    onPool(() -> RequestLog.handle(1));
  }

  private static void onPool(Runnable task) throws ExecutionException, InterruptedException {
    pool.submit(task).get();
  }
}
