package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * Code that keeps nothing which matters, and a real leak of the same kind.
 *
 * @param name of both
 * @param nearMiss must pass when it runs first
 * @param leak must be found
 * @param holder of the leak, as a message names it
 * @param undo of the leak
 */
public record Pair(
    String name,
    ThrowingRunnable nearMiss,
    ThrowingRunnable leak,
    String holder,
    ThrowingRunnable undo) {

  /** Takes a result, so that none is ignored. */
  static void use(@Nullable Object result) {
    if (result instanceof Error error) {
      throw error;
    }
  }
}
