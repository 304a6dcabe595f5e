import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trackmemory.tracker.ThrowingRunnable;

/** Registers a counter in a registry of registries, one of which adds a tag, and removes it. */
public final class MicrometerComposite implements ThrowingRunnable {

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private int number;

  public MicrometerComposite() {
    SimpleMeterRegistry simple = new SimpleMeterRegistry();
    simple.config().commonTags("region", "north");
    registry.add(simple);
  }

  @Override
  public void run() {
    Counter counter = registry.counter("orders", "customer", "c" + number++);
    registry.remove(counter);
  }
}
