package io.trackmemory.tracker.spi;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of the verdicts of a thread's checks instead of the report of its test: whoever makes a
 * check for a user, and tells of it in that user's words. Any thread may call it, for itself.
 */
final class Hearing {

  private record Listener(String words, Consumer<Verdict> verdicts) {}

  private static final ThreadLocal<@Nullable Listener> LISTENER = new ThreadLocal<>();

  private Hearing() {}

  static void of(String words, Consumer<Verdict> verdicts, Runnable checks) {
    Listener before = LISTENER.get();
    LISTENER.set(new Listener(words, verdicts));
    try {
      checks.run();
    } finally {
      LISTENER.set(before);
    }
  }

  /** Whether somebody hears of it. */
  static boolean takes(Verdict verdict) {
    Listener listener = LISTENER.get();
    if (listener != null) {
      listener.verdicts().accept(verdict);
    }
    return listener != null;
  }

  /** A check as it was written by the user it is made for. */
  static String words(String check) {
    Listener listener = LISTENER.get();
    return listener == null ? check : listener.words();
  }
}
