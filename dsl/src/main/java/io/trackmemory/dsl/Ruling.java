package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.Optional;
import java.util.function.Supplier;

/** What a check came to. */
sealed interface Ruling {

  /**
   * The limit was kept.
   *
   * @param note what is to be known of it all the same, mostly empty
   * @param measure what was allowed and seen
   */
  record Passed(String note, Optional<Measure> measure) implements Ruling {

    /** Kept, and there is no more to say. */
    Passed() {
      this("", Optional.empty());
    }
  }

  /**
   * The limit was broken.
   *
   * @param message what should have been, and what was
   * @param forGood whether it stays broken whatever work that has not ended will add
   * @param measure what was allowed and seen
   */
  record Failed(FailureMessage message, boolean forGood, Optional<Measure> measure)
      implements Ruling {

    /** Broken for good. */
    Failed(FailureMessage message) {
      this(message, true, Optional.empty());
    }
  }

  /**
   * No verdict can be given.
   *
   * @param cause why, and what to do
   * @param expected what the check expected
   * @param measure what was allowed and seen
   */
  record Uncertified(String cause, Object expected, Optional<Measure> measure) implements Ruling {

    /** Of what nothing is known. */
    Uncertified(String cause, Object expected) {
      this(cause, expected, Optional.empty());
    }
  }

  /** What was allowed and seen; empty where that is no figure, or not known. */
  Optional<Measure> measure();

  /** The same with what was allowed and seen. */
  default Ruling measuring(Measure figures) {
    Optional<Measure> all = Optional.of(figures);
    if (this instanceof Passed passed) {
      return new Passed(passed.note, all);
    }
    if (this instanceof Failed failed) {
      return new Failed(failed.message, failed.forGood, all);
    }
    Uncertified uncertified = (Uncertified) this;
    return new Uncertified(uncertified.cause, uncertified.expected, all);
  }

  /** Whether a limit was broken for good. */
  default boolean isBroken() {
    return this instanceof Failed failed && failed.forGood();
  }

  /** Whether no doubt changes it: what is broken already is, and no more can be told than n/a. */
  default boolean isDecided() {
    return isBroken() || this instanceof Uncertified;
  }

  /**
   * Decides a limit from above.
   *
   * @param doubt makes the cause, if nobody can tell
   * @param failure makes the message, if the limit is broken
   */
  static Ruling atMost(
      Unit unit, long limit, Range seen, Supplier<String> doubt, Supplier<FailureMessage> failure) {
    return atMost(limit, seen, doubt, failure)
        .measuring(new Measure(unit, limit, false, seen.atLeast(), seen.atMost()));
  }

  private static Ruling atMost(
      long limit, Range seen, Supplier<String> doubt, Supplier<FailureMessage> failure) {
    if (seen.atLeast() > limit) {
      return new Failed(failure.get());
    }
    return seen.atMost() <= limit ? new Passed() : new Uncertified(doubt.get(), limit);
  }

  /** Decides an exact figure, likewise. */
  static Ruling exactly(
      Unit unit,
      long expected,
      Range seen,
      Supplier<String> doubt,
      Supplier<FailureMessage> failure) {
    return exactly(expected, seen, doubt, failure)
        .measuring(new Measure(unit, expected, true, seen.atLeast(), seen.atMost()));
  }

  private static Ruling exactly(
      long expected, Range seen, Supplier<String> doubt, Supplier<FailureMessage> failure) {
    if (expected < seen.atLeast() || expected > seen.atMost()) {
      return new Failed(failure.get(), expected < seen.atLeast(), Optional.empty());
    }
    return seen.isExact() ? new Passed() : new Uncertified(doubt.get(), expected);
  }
}
