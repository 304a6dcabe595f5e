package io.trackmemory.tracker.hook;

import java.util.Arrays;
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

  static int hashOf(@Nullable Object part) {
    if (part instanceof Object[] parts) {
      int hash = 1;
      for (Object each : parts) {
        hash = 31 * hash + hashOf(each);
      }
      return hash;
    }
    if (part instanceof short[] shorts) {
      return Arrays.hashCode(shorts);
    }
    if (part instanceof int[] ints) {
      return Arrays.hashCode(ints);
    }
    if (part instanceof long[] longs) {
      return Arrays.hashCode(longs);
    }
    return System.identityHashCode(part);
  }

  static boolean sameParts(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Object[] parts && other instanceof Object[] others) {
      boolean same = parts.length == others.length;
      for (int i = 0; same && i < parts.length; i++) {
        same = sameParts(parts[i], others[i]);
      }
      return same;
    }
    if (one instanceof short[] shorts && other instanceof short[] others) {
      return Arrays.equals(shorts, others);
    }
    if (one instanceof int[] ints && other instanceof int[] others) {
      return Arrays.equals(ints, others);
    }
    if (one instanceof long[] longs && other instanceof long[] others) {
      return Arrays.equals(longs, others);
    }
    return one == other;
  }
}
