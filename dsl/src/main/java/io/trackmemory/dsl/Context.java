package io.trackmemory.dsl;

import java.util.function.Consumer;

/**
 * What asserts made from one another share.
 *
 * @param tracker where measurements come from and verdicts go
 * @param failures takes an {@code AssertionError} or a {@code TestAbortedException}: throws it, or
 *     keeps it for {@code assertAll}
 */
record Context(TrackerAccess tracker, Consumer<Throwable> failures) {

  /** Throws at once. */
  static Context throwing(TrackerAccess tracker) {
    return new Context(
        tracker,
        failure -> {
          throw Sneaky.rethrow(failure);
        });
  }
}
