import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.TimeUnit;
import org.jboss.threads.EnhancedQueueExecutor;

/** Schedules a task for later and cancels it. */
public final class JbossThreadsCancelled implements ThrowingRunnable {

  private static final class Task implements Runnable {
    @Override
    public void run() {}
  }

  private final EnhancedQueueExecutor executor = new EnhancedQueueExecutor.Builder().build();

  @Override
  public void run() {
    executor.schedule(new Task(), 1, TimeUnit.DAYS).cancel(false);
  }
}
