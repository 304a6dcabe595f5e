package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/** Compares failures whole. */
final class Failures {

  private Failures() {}

  /** Verifies that a check fails with expected and actual values and a text. */
  static void assertFails(ThrowingCallable check, Object expected, Object actual, String text) {
    AssertionFailedError failure = catchThrowableOfType(AssertionFailedError.class, check);
    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).isEqualTo(text);
    assertThat(failure.getExpected().getValue()).isEqualTo(expected);
    assertThat(failure.getActual().getValue()).isEqualTo(actual);
  }
}
