package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.Injecting;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.opentest4j.AssertionFailedError;

/**
 * One limit on a test.
 *
 * @param words the annotation or setting that set it, as its user wrote it
 * @param check fails if what a scope saw breaks the limit
 * @param acceptance the annotation or setting that would accept what was seen
 * @param ofWholeBodies whether a body has to end without an exception to be judged
 */
record Limit(
    String words, Consumer<MemoryScope> check, Acceptance acceptance, boolean ofWholeBodies) {

  /** One that can be judged however a body ended. */
  Limit(String words, Consumer<MemoryScope> check, Acceptance acceptance) {
    this(words, check, acceptance, false);
  }

  /** One that says nothing of a body that ended in an exception. */
  static Limit ofWholeBodies(String words, Consumer<MemoryScope> check, Acceptance acceptance) {
    return new Limit(words, check, acceptance, true);
  }

  /** Says how to accept what a failure saw; the empty string if in no other way than it says. */
  @FunctionalInterface
  interface Acceptance {
    String of(AssertionFailedError failure, MemoryScope scope);

    /** The rest of a message in the words of who set the limit. */
    default String worded(String message) {
      return message;
    }
  }

  /** What it comes to. The check speaks of itself, as nobody wrote it; this is in own words. */
  Judged judge(MemoryScope scope) {
    return judged(scope, Injecting::never);
  }

  /**
   * Likewise, and proves it where it is kept: as much is really made in the scope as breaks it, and
   * it is asked again.
   *
   * @param way runs work where the code runs that it limits
   */
  Judged prove(MemoryScope scope, Injecting.Way way) {
    return judged(scope, checks -> Injecting.by(way, checks));
  }

  private Judged judged(MemoryScope scope, Consumer<Runnable> how) {
    List<Verdict> heard = new ArrayList<>();
    Optional<Throwable> thrown =
        thrown(() -> how.accept(() -> Tracking.hear(words, heard::add, () -> check.accept(scope))));
    if (heard.isEmpty()) {
      return new Judged(
          new Verdict(
              About.FIGURES,
              words,
              thrown.isPresent() ? Outcome.UNCERTIFIED : Outcome.PASSED,
              thrown.map(String::valueOf).orElse(""),
              Optional.empty(),
              List.of()),
          thrown);
    }
    Verdict verdict = heard.get(0).askedByNoLine();
    return new Judged(verdict, thrown).worded(words, inOwnWords(verdict, thrown, scope));
  }

  private static Optional<Throwable> thrown(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (RuntimeException | AssertionError failure) {
      return Optional.of(failure);
    }
  }

  private String inOwnWords(Verdict verdict, Optional<Throwable> thrown, MemoryScope scope) {
    String message = named(acceptance.worded(verdict.message()), verdict);
    if (verdict.outcome() == Outcome.FAILED
        && thrown.orElse(null) instanceof AssertionFailedError failure) {
      return Judged.accepting(message, acceptance.of(failure, scope));
    }
    return message;
  }

  /* What names the check, in the words of who set the limit. */
  private String named(String message, Verdict verdict) {
    String check = acceptance.worded(verdict.check());
    for (String begin : List.of("Cannot certify ", "Expecting ")) {
      String call = begin + check + " of the scope";
      if (message.startsWith(call)) {
        return begin + words + message.substring(call.length());
      }
    }
    return message;
  }

  @Override
  public String toString() {
    return words;
  }
}
