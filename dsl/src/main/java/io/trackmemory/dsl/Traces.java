package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.StackTraces;
import org.assertj.core.internal.Failures;
import org.assertj.core.util.Throwables;

/** Stack traces of our failures, without the frames that AssertJ takes out of its own. */
final class Traces {

  private Traces() {}

  /**
   * The same failure without frames of ours and AssertJ's, unless AssertJ is told to leave them.
   */
  static <T extends Throwable> T filtered(T failure) {
    if (Failures.instance().isRemoveAssertJRelatedElementsFromStackTrace()) {
      StackTraces.withoutOwn(failure);
      Throwables.removeAssertJRelatedElementsFromStackTrace(failure);
    }
    return failure;
  }
}
