package io.trackmemory.tracker;

/**
 * Thrown where a figure was asked for that could not be measured. Its message begins {@code Cannot
 * certify}, names the cause and says what to do. Never is a number made up instead.
 */
public final class CannotCertifyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param what what was asked for, such as {@code "leaks"}
   * @param cause why it could not be measured, and what to do, without a final full stop
   */
  public CannotCertifyException(String what, String cause) {
    super("Cannot certify " + what + ": " + cause);
  }
}
