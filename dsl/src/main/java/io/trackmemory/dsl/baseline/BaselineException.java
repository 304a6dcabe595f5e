package io.trackmemory.dsl.baseline;

/** A baseline that cannot be read or stored: says where, why, and what to do. */
public final class BaselineException extends Exception {

  private static final long serialVersionUID = 1L;

  BaselineException(String message) {
    super(message);
  }

  BaselineException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is never missing. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
