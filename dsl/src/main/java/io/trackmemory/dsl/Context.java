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

  /**
   * Notes that an assert begins.
   *
   * @param purpose what it never did if no check uses it: {@code measured its action}
   * @return to be run when a check uses it
   */
  Runnable begin(String purpose) {
    return begin("assertThatMemory", purpose, "hasNoAllocations()");
  }

  /** Likewise for another {@code door} than {@code assertThatMemory}, and an example of a check. */
  Runnable begin(String door, String purpose, String example) {
    return tracker.begin(
        () ->
            door
                + "(...) in "
                + CallerLine.text()
                + " never "
                + purpose
                + ": end it with a check such as "
                + example);
  }

  /** Fails, at the user's line where AssertJ's own assertions do. */
  void fail(Throwable failure) {
    failures.accept(Traces.filtered(failure));
  }

  /** Throws at once. */
  static Context throwing(TrackerAccess tracker) {
    return new Context(
        tracker,
        failure -> {
          throw Sneaky.rethrow(failure);
        });
  }
}
