package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/** What assertions failed with. */
final class Messages {

  /** Lines of the JDK's own sources differ from one JDK to the next. */
  private static final Pattern JDK_LINE = Pattern.compile("(java\\.[\\w.$<>]+\\(\\w+\\.java):\\d+");

  private Messages() {}

  static AssertionFailedError failureOf(ThrowingCallable check) {
    AssertionFailedError failure = catchThrowableOfType(AssertionFailedError.class, check);
    if (failure == null) {
      throw new AssertionError("the check passed");
    }
    return failure;
  }

  /**
   * The message whole, only with {@code n} for line numbers within the JDK, and without what other
   * threads of the JVM happened to do.
   */
  static String messageOf(ThrowingCallable check) {
    return comparable(failureOf(check));
  }

  static String comparable(Throwable failure) {
    return JDK_LINE
        .matcher(String.valueOf(failure.getMessage()))
        .replaceAll("$1:n")
        .replaceAll("\nOther threads, (not counted|in the figure): .*", "");
  }

  /** Without the lines on what else happened, which differs with JDK and timing. */
  static String toldOfCodeOnly(String message) {
    return message
        .lines()
        .filter(line -> !line.matches("(First use|Still reachable).*"))
        .collect(Collectors.joining("\n"));
  }

  /** Without the address of the report, which is somewhere else in every run. */
  static String withoutReport(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith("Report: "))
        .collect(Collectors.joining("\n"));
  }
}
