package io.trackmemory.dsl;

import java.util.function.Supplier;

/** What a check came to. */
sealed interface Ruling {

  /**
   * The limit was kept.
   *
   * @param note what is to be known of it all the same, mostly empty
   */
  record Passed(String note) implements Ruling {

    /** Kept, and there is no more to say. */
    Passed() {
      this("");
    }
  }

  /**
   * The limit was broken.
   *
   * @param message what should have been, and what was
   * @param forGood whether it stays broken whatever work that has not ended will add
   */
  record Failed(FailureMessage message, boolean forGood) implements Ruling {

    /** Broken for good. */
    Failed(FailureMessage message) {
      this(message, true);
    }
  }

  /**
   * No verdict can be given.
   *
   * @param cause why, and what to do
   * @param expected what the check expected
   */
  record Uncertified(String cause, Object expected) implements Ruling {}

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
      long limit, Range seen, Supplier<String> doubt, Supplier<FailureMessage> failure) {
    if (seen.atLeast() > limit) {
      return new Failed(failure.get());
    }
    return seen.atMost() <= limit ? new Passed() : new Uncertified(doubt.get(), limit);
  }

  /** Decides an exact figure, likewise. */
  static Ruling exactly(
      long expected, Range seen, Supplier<String> doubt, Supplier<FailureMessage> failure) {
    if (expected < seen.atLeast() || expected > seen.atMost()) {
      return new Failed(failure.get(), expected < seen.atLeast());
    }
    return seen.isExact() ? new Passed() : new Uncertified(doubt.get(), expected);
  }
}
