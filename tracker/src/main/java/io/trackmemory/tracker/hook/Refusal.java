package io.trackmemory.tracker.hook;

import java.util.Arrays;

/**
 * Errors that rewritten code throws at an allocation, as the JVM does where there is no memory.
 * Used in own work, by any thread.
 */
final class Refusal {

  private static final String OURS =
      Refusal.class
          .getName()
          .substring(0, Refusal.class.getName().length() - Refusal.class.getSimpleName().length());

  private static final String CONCURRENT = "java.util.concurrent.";

  private Refusal() {}

  /** The call stack of rewritten code that allocates now, innermost first. */
  static StackTraceElement[] stack() {
    StackTraceElement[] all = new Throwable().getStackTrace();
    int ours = 0;
    while (ours < all.length && all[ours].getClassName().startsWith(OURS)) {
      ours++;
    }
    return Arrays.copyOfRange(all, ours, all.length);
  }

  static OutOfMemoryError of(String message, StackTraceElement[] stack) {
    OutOfMemoryError error = new OutOfMemoryError(message);
    error.setStackTrace(stack);
    return error;
  }

  /**
   * Whether an error there leaves every lock and queue of {@code java.util.concurrent} as it is
   * meant to be. That package is not written for allocations of its own that fail: between taking a
   * lock and giving it back, a node that was to be linked or a thread that was to be counted is
   * lost. It is written for code of its users that throws, which it calls; so what the nearest
   * frame outside of the JDK allocates, or has other packages of the JDK allocate, may fail.
   */
  static boolean leavesLocksWhole(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!isOfTheJdk(frame)) {
        return true;
      }
      if (frame.getClassName().startsWith(CONCURRENT)) {
        return false;
      }
    }
    return false; // of no known code
  }

  private static boolean isOfTheJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }
}
