import io.trackmemory.tracker.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs a line with a context, which it removes. */
public final class NearLogback implements ThrowingRunnable {

  private final Logger log = LoggerFactory.getLogger(NearLogback.class);

  @Override
  public void run() {
    MDC.put("user", "one");
    log.info("order {} of {}", 1, 2);
    log.debug("order {}", 3);
    MDC.clear();
  }
}
