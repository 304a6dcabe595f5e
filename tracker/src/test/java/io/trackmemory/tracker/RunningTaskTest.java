package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A handed-over task that looks for leaks itself is in use, and so is what it holds. */
class RunningTaskTest {

  @Test
  void fieldOfARunningTask_isNoLeak() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (MemoryScope around = MemoryTracker.open()) {
      Task task = new Task();
      assertThat(executor.submit(task).get().leaks()).isEmpty();
      assertThat(executor.submit(around.wrap(task)).get().setApart())
          .extracting(LeakResult.SetApart::reason)
          .contains("in use by running methods");
    } finally {
      executor.shutdown();
    }
  }

  private static final class Task implements Callable<LeakResult> {

    private Object made = "";

    @Override
    public LeakResult call() {
      try (MemoryScope scope = MemoryTracker.open()) {
        made = new Object[] {made};
        return scope.snapshot().leakResult();
      }
    }
  }
}
