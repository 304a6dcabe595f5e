package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What an assert is about. Used by one thread. */
interface Subject {

  /** As messages call it: {@code the action}. */
  String phrase();

  /** What stands before a check in the code that would accept it: {@code since("opened").}. */
  String path();

  /** Notes that a check uses the assert, which is then more than a statement without effect. */
  void asked();

  /** Measures at the first call and gives the same measurement at every later one. */
  Measurement measurement(Ask ask);

  /** What was seen, without waiting for more where that goes on; measures if nobody has. */
  default Measurement seenSoFar() {
    return measurement(Ask.ALL);
  }

  /** The part that begins or ends at a checkpoint; measures if nobody has. */
  default SeenSubject part(String from, String checkpoint, UnaryOperator<MemorySnapshot> cut) {
    Measurement whole = seenSoFar();
    return SeenSubject.part(this, () -> whole, cut, handedOver(), from, checkpoint);
  }

  /** How work that was handed over is waited for, of what is measured here. */
  default AwaitedWork handedOver() {
    throw new IllegalStateException("nothing is measured of " + phrase());
  }

  /** Why figures of something that was seen cannot be certified: it was not the end of it. */
  default Optional<String> doubt(MemorySnapshot seen) {
    return Optional.empty();
  }

  /** What is known of runs beside their sum; of an action, once it is measured. */
  default RunFacts facts() {
    return RunFacts.NONE;
  }

  /** What repeated runs left behind; measures if nobody has. */
  default GrowthResult growth() {
    return GrowthRulings.withoutRuns(phrase());
  }

  /**
   * Lets the allocations of an action fail, one in each of many runs.
   *
   * @throws IllegalStateException if there is no action
   */
  default FailingRuns failAllocations() {
    asked();
    throw new IllegalStateException(
        "survivesAllocationFailures needs an action: " + phrase() + " is none");
  }

  /** Why nothing is known of live bytes: nobody wanted objects to be followed. */
  default Optional<String> countedOnly() {
    return Optional.empty();
  }

  /** Whether what libraries keep is judged as well. */
  default boolean judgesLibraries() {
    return false;
  }

  /**
   * Has what libraries keep judged as well.
   *
   * @throws IllegalStateException if something was checked already
   */
  default void judgeLibraries() {
    throw new IllegalStateException("no leaks are looked for in " + phrase());
  }

  /** What of it decided the last check, for reports. */
  default Optional<MemorySnapshot> lookedAt(Measurement measured) {
    return measured.snapshot();
  }

  /** What was measured so far, for reports. */
  default Optional<MemorySnapshot> seen() {
    return Optional.empty();
  }

  /** The measurement that {@link #growth()} is of, for reports. */
  default Optional<MemorySnapshot> growthSeen() {
    return seen();
  }

  /**
   * Makes what would break a check where it looks, and asks it again: an action runs again, of what
   * others measure more is done. What is made is in no figure afterwards.
   */
  default Ruling again(
      Ask ask, Injection injection, Object expected, Function<MemorySnapshot, Ruling> question) {
    return new Ruling.Uncertified("nothing is measured of " + phrase(), expected);
  }

  /** The same of what repeated runs leave behind. */
  default GrowthResult growthAgain(Injection injection) {
    return GrowthResult.uncertified(1, phrase() + " is over, and nothing can be added to it");
  }

  /** Asks about what was measured. */
  default Ruling judge(
      Measurement measured, Object expected, Function<MemorySnapshot, Ruling> question) {
    return measured.uncertified().isPresent()
        ? new Ruling.Uncertified(measured.uncertified().get(), expected)
        : judge(measured.snapshot().orElseThrow(), expected, question);
  }

  /** Asks about something that was seen: what is broken already is, whatever will come. */
  default Ruling judge(
      MemorySnapshot seen, Object expected, Function<MemorySnapshot, Ruling> question) {
    Ruling ruling = question.apply(seen);
    if (ruling.isDecided()) {
      return ruling;
    }
    return doubt(seen).<Ruling>map(cause -> new Ruling.Uncertified(cause, expected)).orElse(ruling);
  }

  /**
   * The action whose options may still be set.
   *
   * @throws IllegalStateException if it is too late, or there is no action, naming {@code option}
   */
  default ActionSubject optionFor(String option) {
    asked();
    throw new IllegalStateException(
        option + " needs an action that is not measured yet: " + phrase() + " is");
  }
}
