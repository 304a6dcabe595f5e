package io.trackmemory.extension;

import io.trackmemory.tracker.spi.MessageEnd;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What became of a limit, in the words of who set it. What is thrown and what is reported say the
 * same.
 *
 * @param verdict for the report
 * @param failure what is thrown, if anything
 */
record Judged(Verdict verdict, Optional<Throwable> failure) {

  /** A failure that is no check's. */
  static Judged failed(About about, String check, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return new Judged(
        new Verdict(about, check, Outcome.FAILED, message, Optional.empty(), List.of()),
        Optional.of(failure));
  }

  /** A check that could not be made: a failure, or an abort where settings say so. */
  static Judged uncertified(String words, String cause, Settings settings) {
    return new Judged(
            new Verdict(About.FIGURES, words, Outcome.PASSED, "", Optional.empty(), List.of()),
            Optional.empty())
        .uncertified(cause, settings);
  }

  /** The same, but that nobody can tell. */
  Judged uncertified(String cause, Settings settings) {
    String message =
        MessageEnd.added(
            "Cannot certify " + verdict.check() + ": " + cause, "", Tracking.reportAddress());
    return new Judged(
        new Verdict(
            verdict.about(),
            verdict.check(),
            Outcome.UNCERTIFIED,
            message,
            verdict.snapshot(),
            List.of(),
            verdict.measure(),
            "",
            verdict.askedAt()),
        Optional.of(Failures.uncertified(message, settings)));
  }

  /** The same in other words. */
  Judged worded(String check, String message) {
    return new Judged(
        verdict.worded(check, message, MessageEnd.of(message).accept()),
        failure.map(thrown -> worded(thrown, message)));
  }

  private static Throwable worded(Throwable thrown, String message) {
    if (thrown instanceof AssertionFailedError error) {
      AssertionFailedError worded =
          error.isActualDefined()
              ? new AssertionFailedError(message, error.getExpected(), error.getActual())
              : new AssertionFailedError(message);
      worded.setStackTrace(withoutCheck(error));
      return worded;
    }
    if (thrown instanceof TestAbortedException) {
      TestAbortedException worded = new TestAbortedException(message);
      worded.setStackTrace(withoutCheck(thrown));
      return worded;
    }
    return thrown; // an error in the check itself
  }

  /* Nobody wrote the check. */
  private static StackTraceElement[] withoutCheck(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("io.trackmemory.dsl."))
        .toArray(StackTraceElement[]::new);
  }

  /** The same with a line before the last one, which says how to accept it. */
  Judged withLine(String line) {
    return worded(verdict.check(), MessageEnd.of(verdict.message()).withLine(line).toString());
  }

  /** A message that is accepted otherwise; as it is if nothing accepts it, or nothing else. */
  static String accepting(String message, String words) {
    MessageEnd end = MessageEnd.of(message);
    return words.isEmpty() || end.accept().isEmpty() ? message : end.accepting(words).toString();
  }

  /** Tells the report of the test in whose scope this thread works; what is thrown is left. */
  Optional<Throwable> told() {
    Tracking.report(verdict);
    return failure;
  }
}
