import io.trackmemory.tracker.ThrowingRunnable;
import reactor.core.publisher.Sinks;

/** Subscribes to a value to come, and cancels. */
public final class ReactorSinkOne implements ThrowingRunnable {

  private final Sinks.One<String> sink = Sinks.one();

  @Override
  public void run() {
    sink.asMono().subscribe().dispose();
  }
}
