import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import io.trackmemory.tracker.ThrowingRunnable;

/** Puts a value into a full cache and removes it; registers a listener and unregisters it. */
public final class NearGuava implements ThrowingRunnable {

  /** A listener. */
  public static final class Listener {
    /** Does nothing. */
    @Subscribe
    public void on(String event) {}
  }

  private final Cache<Integer, String> cache = CacheBuilder.newBuilder().maximumSize(4).build();
  private final EventBus bus = new EventBus();

  @Override
  public void run() {
    cache.put(1, "one");
    cache.invalidate(1);
    Listener listener = new Listener();
    bus.register(listener);
    bus.post("event");
    bus.unregister(listener);
  }
}
