package io.trackmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoLeaks;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A {@code ThreadLocal} on a thread that a pool keeps. */
@NoLeaks
class RequestLogTest {

  private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

  @BeforeAll
  static void startThread() throws Exception {
    onPool(() -> 0);
  }

  @AfterAll
  static void stopPool() {
    POOL.shutdown();
  }

  @Test
  void linesAreTakenOffTheThread() throws Exception {
    assertThat(onPool(() -> RequestLog.handleAndForget(10))).isEqualTo(10);
  }

  @Test
  @FailsOnPurpose(saying = {"10 x java.lang.String", "thread \"pool-"})
  void linesAreLeftOnTheThread() throws Exception {
    assertThat(onPool(() -> RequestLog.handle(10))).isEqualTo(10);
  }

  private static int onPool(Callable<Integer> task)
      throws ExecutionException, InterruptedException {
    return POOL.submit(task).get();
  }
}
