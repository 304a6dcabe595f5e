import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.log4j.MDC;

/** Puts a value into the context of a thread, each time another one, and removes it. */
public final class Log4jMdc implements ThrowingRunnable {

  private final ExecutorService[] threads = new ExecutorService[4];
  private int next;

  public Log4jMdc() throws Exception {
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Executors.newSingleThreadExecutor();
      threads[i].submit(() -> {}).get();
    }
  }

  @Override
  public void run() throws Exception {
    threads[next++]
        .submit(
            () -> {
              MDC.put("user", "one");
              MDC.remove("user");
            })
        .get();
  }
}
