import com.rometools.rome.feed.synd.SyndContentImpl;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Prints a part of a feed, each time in another thread. */
public final class RomeToString implements ThrowingRunnable {

  private final ExecutorService[] threads = new ExecutorService[4];
  private int next;

  public RomeToString() throws Exception {
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Executors.newSingleThreadExecutor();
      threads[i].submit(() -> {}).get();
    }
  }

  @Override
  public void run() throws Exception {
    threads[next++].submit(() -> new SyndContentImpl().toString().length()).get();
  }
}
