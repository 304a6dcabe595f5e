package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;

/**
 * What a test failed with, as text.
 *
 * @param type class of the exception
 * @param message its message, the empty string where it has none
 * @param stackTrace its stack trace, with causes and suppressed exceptions
 */
record Failure(String type, String message, String stackTrace) {

  static Failure of(Throwable thrown) {
    return new Failure(
        thrown.getClass().getName(),
        guarded(() -> messageOf(thrown)),
        guarded(() -> stackTraceOf(thrown)));
  }

  private static String messageOf(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? "" : message;
  }

  private static String stackTraceOf(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** Runs code of the exception's class, which may itself throw anything. */
  private static String guarded(Supplier<String> text) {
    try {
      return VisibleText.kept(text.get());
    } catch (Throwable unusable) {
      return "(not readable: " + unusable.getClass().getName() + ")";
    }
  }
}
