package io.trackmemory.tracker.spi;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of the verdicts of a thread's checks instead of the report of its test: whoever makes a
 * check for a user, and tells of it in that user's words. Any thread may call it, for itself.
 */
final class Hearing {

  private static final ThreadLocal<@Nullable Consumer<Verdict>> LISTENER = new ThreadLocal<>();

  private Hearing() {}

  static void of(Consumer<Verdict> listener, Runnable checks) {
    Consumer<Verdict> before = LISTENER.get();
    LISTENER.set(listener);
    try {
      checks.run();
    } finally {
      LISTENER.set(before);
    }
  }

  /** Whether somebody hears of it. */
  static boolean takes(Verdict verdict) {
    Consumer<Verdict> listener = LISTENER.get();
    if (listener != null) {
      listener.accept(verdict);
    }
    return listener != null;
  }
}
