import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trackmemory.tracker.ThrowingRunnable;

/** Loads a value into a cache and removes it. */
public final class NearCaffeine implements ThrowingRunnable {

  private final Cache<Integer, String> cache =
      Caffeine.newBuilder().maximumSize(100).executor(Runnable::run).build();

  @Override
  public void run() {
    cache.get(1, String::valueOf);
    cache.invalidate(1);
    cache.cleanUp();
  }
}
