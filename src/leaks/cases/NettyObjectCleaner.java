import io.netty.util.concurrent.FastThreadLocal;
import io.trackmemory.tracker.ThrowingRunnable;

/** Gives a variable a value in this thread, and removes it. */
public final class NettyObjectCleaner implements ThrowingRunnable {

  private static final class Local extends FastThreadLocal<String> {}

  @Override
  public void run() {
    Local local = new Local();
    local.set("value");
    local.remove();
  }
}
