package io.trackmemory.tracker.spi;

import org.jspecify.annotations.Nullable;

/**
 * How checks that this thread makes are proved: whoever makes a check for a user, of a scope that
 * is about to end, knows how the user's code runs in it. Any thread may call it, for itself.
 */
public final class Injecting {

  /** Runs work where the code runs that a check is about. */
  @FunctionalInterface
  public interface Way {

    /** Where the check is made. */
    Way HERE = Runnable::run;

    /** Runs it, once, before it returns. */
    void run(Runnable work);
  }

  private record Current(boolean proves, @Nullable Way way) {}

  private static final Current BY_SETTINGS = new Current(true, null);
  private static final Current NEVER = new Current(false, null);
  private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

  private Injecting() {}

  /** Makes checks of scopes that end, which are proved that way. */
  public static void by(Way way, Runnable checks) {
    with(new Current(true, way), checks);
  }

  /** Makes checks that are proved elsewhere, or not. */
  public static void never(Runnable checks) {
    with(NEVER, checks);
  }

  private static void with(Current next, Runnable checks) {
    Current before = CURRENT.get();
    CURRENT.set(next);
    try {
      checks.run();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  private static Current current() {
    Current current = CURRENT.get();
    return current == null ? BY_SETTINGS : current;
  }

  /** Whether checks that pass are to be proved. */
  public static boolean isAsked() {
    return current().proves && Settings.current().get(Settings.PROOF);
  }

  /** Whether the scope that is asked ends with the checks, so that it may keep what it saw. */
  public static boolean ends() {
    return current().way != null;
  }

  /** How to get to where what would break a check has to be made. */
  public static Way way() {
    Way way = current().way;
    return way == null ? Way.HERE : way;
  }
}
