import io.sentry.connection.AsyncConnection;
import io.sentry.connection.NoopConnection;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.Executors;

/** Opens a connection that sends in the background, and closes it. */
public final class SentryShutdownHook implements ThrowingRunnable {

  @Override
  public void run() throws Exception {
    new AsyncConnection(new NoopConnection(), Executors.newSingleThreadExecutor(), true, 1_000)
        .close();
  }
}
