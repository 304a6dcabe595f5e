import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.lang.builder.HashCodeBuilder;

/** Builds a hash code by reflection, each time in another thread. */
public final class CommonsLangRegistry implements ThrowingRunnable {

  /** What is hashed. */
  public static final class Order {
    private final int number = 17;

    @Override
    public int hashCode() {
      return HashCodeBuilder.reflectionHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Order;
    }
  }

  private final ExecutorService[] threads = new ExecutorService[4];
  private int next;

  public CommonsLangRegistry() throws Exception {
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Executors.newSingleThreadExecutor();
      threads[i].submit(() -> {}).get();
    }
  }

  @Override
  public void run() throws Exception {
    threads[next++].submit(() -> new Order().hashCode()).get();
  }
}
