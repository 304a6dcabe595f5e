import com.sun.jersey.spi.inject.Errors;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Collects errors of a model, each time in another thread. */
public final class JerseyErrors implements ThrowingRunnable {

  private final ExecutorService[] threads = new ExecutorService[4];
  private int next;

  public JerseyErrors() throws Exception {
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Executors.newSingleThreadExecutor();
      threads[i].submit(() -> {}).get();
    }
  }

  @Override
  public void run() throws Exception {
    threads[next++].submit(() -> Errors.processWithErrors(() -> "no errors")).get();
  }
}
