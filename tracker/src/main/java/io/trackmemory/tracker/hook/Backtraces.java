package io.trackmemory.tracker.hook;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two call stacks are the same without decoding their frames: by what the JVM keeps
 * in a throwable, arrays of method numbers, bytecode indexes and classes. Where a JVM keeps nothing
 * of the kind, each stack is its own.
 */
public final class Backtraces {

  private Backtraces() {}

  static int hash(Throwable stack) {
    Object backtrace = backtrace(stack);
    return backtrace == null ? System.identityHashCode(stack) : hashOf(backtrace);
  }

  static boolean same(Throwable one, Throwable other) {
    Object backtrace = backtrace(one);
    return one == other || (backtrace != null && sameParts(backtrace, backtrace(other)));
  }

  /* Replaced when defined in java.lang: reads the field that reflection hides. */
  @SuppressWarnings("UnusedVariable") // read by the body put in its place
  private static @Nullable Object backtrace(Throwable stack) {
    return null;
  }

  /* Classes, which are all that is in the arrays but for numbers, are equal by identity. */
  static int hashOf(Object backtrace) {
    return backtrace instanceof Object[] parts
        ? Arrays.deepHashCode(parts)
        : System.identityHashCode(backtrace);
  }

  static boolean sameParts(Object one, @Nullable Object other) {
    return Objects.deepEquals(one, other);
  }
}
