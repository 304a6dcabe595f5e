package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;

/**
 * Code that is run again and again.
 *
 * @param name of it
 * @param before what happens before each run, not measured
 * @param action the code
 * @param holder of what grows, as a message names it; empty where nothing does
 */
public record GrowthCase(
    String name, ThrowingRunnable before, ThrowingRunnable action, String holder) {

  static GrowthCase growing(String name, ThrowingRunnable action, String holder) {
    return new GrowthCase(name, () -> {}, action, holder);
  }

  static GrowthCase level(String name, ThrowingRunnable action) {
    return new GrowthCase(name, () -> {}, action, "");
  }
}
