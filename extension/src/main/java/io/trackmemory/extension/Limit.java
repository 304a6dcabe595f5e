package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.util.Optional;
import java.util.function.Consumer;
import org.opentest4j.AssertionFailedError;

/**
 * One limit on a test.
 *
 * @param what what it asks, as it follows "Cannot certify": {@code "at most 5 allocations"}
 * @param check fails if what a scope saw breaks the limit
 * @param acceptance the annotation or setting that would accept what was seen
 */
record Limit(String what, Consumer<MemoryScope> check, Acceptance acceptance) {

  /** Says how to accept what a failure saw; the empty string if in no other way than it says. */
  @FunctionalInterface
  interface Acceptance {
    String of(AssertionFailedError failure);
  }

  private static final String ACCEPT = "\nTo accept: ";

  /** What the check throws, if anything: a failure, an abort, or an error in the check itself. */
  Optional<Throwable> failureOf(MemoryScope scope) {
    try {
      check.accept(scope);
      return Optional.empty();
    } catch (AssertionFailedError failure) {
      return Optional.of(inOwnWords(failure));
    } catch (RuntimeException | AssertionError failure) {
      return Optional.of(failure);
    }
  }

  /* The message of the assertion ends with a call that would accept; here it is an annotation. */
  private Throwable inOwnWords(AssertionFailedError failure) {
    String message = String.valueOf(failure.getMessage());
    int accept = message.lastIndexOf(ACCEPT);
    String words = acceptance.of(failure);
    return accept < 0 || words.isEmpty() ? failure : accepting(failure, words);
  }

  /** The same failure with a line before the last one, which says how to accept it. */
  static AssertionFailedError before(AssertionFailedError failure, String line) {
    String message = String.valueOf(failure.getMessage());
    int accept = message.lastIndexOf(ACCEPT);
    String before = accept < 0 ? message : message.substring(0, accept);
    return worded(failure, before + "\n" + line + message.substring(before.length()));
  }

  /** The same failure, but for the last line, which says how to accept it. */
  static AssertionFailedError accepting(AssertionFailedError failure, String words) {
    String message = String.valueOf(failure.getMessage());
    int accept = message.lastIndexOf(ACCEPT);
    if (accept < 0) {
      return failure;
    }
    return worded(failure, message.substring(0, accept) + ACCEPT + words);
  }

  private static AssertionFailedError worded(AssertionFailedError failure, String message) {
    AssertionFailedError worded =
        failure.isActualDefined()
            ? new AssertionFailedError(message, failure.getExpected(), failure.getActual())
            : new AssertionFailedError(message);
    worded.setStackTrace(failure.getStackTrace());
    return worded;
  }

  @Override
  public String toString() {
    return what;
  }
}
