package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an assert is about. Used by one thread. */
interface Subject {

  /** As messages call it: {@code the action}. */
  String phrase();

  /** What stands before a check in the code that would accept it: {@code since("opened").}. */
  String path();

  /** Notes that a check uses the assert, which is then more than a statement without effect. */
  void asked();

  /**
   * Measures at the first call and gives the same measurement at every later one.
   *
   * @param counterOnly whether the JVM's counter is all that is asked, so that following objects
   *     would only disturb it
   */
  Measurement measurement(boolean counterOnly);

  /** What is known of runs beside their sum; of an action, once it is measured. */
  default RunFacts facts() {
    return RunFacts.NONE;
  }

  /** What repeated runs left behind; measures if nobody has. */
  default GrowthResult growth() {
    return GrowthRulings.withoutRuns(phrase());
  }

  /** What was measured so far, for reports. */
  default Optional<MemorySnapshot> seen() {
    return Optional.empty();
  }

  /** The measurement that {@link #growth()} is of, for reports. */
  default Optional<MemorySnapshot> growthSeen() {
    return seen();
  }

  /** Asks about what was measured. */
  default Ruling judge(
      Measurement measured, Object expected, Function<MemorySnapshot, Ruling> question) {
    return measured.uncertified().isPresent()
        ? new Ruling.Uncertified(measured.uncertified().get(), expected)
        : measured.snapshot().map(question).orElseThrow();
  }

  /**
   * The same; the first call measures with these limits on live bytes in force, so that they are
   * decided.
   */
  default Measurement measurementWithin(List<ByteSize> limits) {
    return measurement(false);
  }

  /**
   * The action whose options may still be set.
   *
   * @throws IllegalStateException if it is too late, or there is no action, naming {@code option}
   */
  default ActionSubject optionFor(String option) {
    throw new IllegalStateException(
        option + " needs an action that is not measured yet: " + phrase() + " is");
  }
}
