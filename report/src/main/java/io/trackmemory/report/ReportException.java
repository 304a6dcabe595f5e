package io.trackmemory.report;

/** Thrown where a report could not be written. Its message names the folder; it has a cause. */
public final class ReportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
