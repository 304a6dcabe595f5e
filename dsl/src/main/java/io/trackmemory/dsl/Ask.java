package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a check wants to look at.
 *
 * @param counterOnly whether the JVM's counter is all that is asked, so that following objects
 *     would only disturb it
 * @param everyStack whether it has to be known who called, of every object
 * @param peakLimits limits on live bytes, to be decided while the action runs
 * @param breaking what would break the check, to prove it once it has passed
 * @param isBroken whether what was seen so far breaks the check whatever unfinished work will add,
 *     so that nobody has to wait for that
 */
record Ask(
    boolean counterOnly,
    boolean everyStack,
    List<ByteSize> peakLimits,
    Breaking breaking,
    Predicate<MemorySnapshot> isBroken) {

  /** For all that can be seen, once work has ended. */
  static final Ask ALL = new Ask(false, false, List.of(), Breaking.ALLOCATED, seen -> false);

  /** For the JVM's counter, once work has ended. */
  static final Ask COUNTER = new Ask(true, false, List.of(), Breaking.ALLOCATED, seen -> false);

  Ask withEveryStack() {
    return new Ask(counterOnly, true, peakLimits, breaking, isBroken);
  }

  Ask within(List<ByteSize> limits) {
    return new Ask(counterOnly, everyStack, limits, breaking, isBroken);
  }

  Ask brokenIf(Predicate<MemorySnapshot> condition) {
    return new Ask(counterOnly, everyStack, peakLimits, breaking, condition);
  }

  Ask brokenBy(Breaking other) {
    return new Ask(counterOnly, everyStack, peakLimits, other, isBroken);
  }
}
