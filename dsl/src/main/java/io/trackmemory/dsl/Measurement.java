package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What there is to judge.
 *
 * @param snapshot what was measured; empty where this JVM cannot be tracked
 * @param uncertified why counts and bytes cannot be certified, and what to do
 * @param knownFollowed whether objects are known to have been followed, which spoils the JVM's own
 *     counter
 * @param singles the first runs, each by itself, where there were several
 * @param growth what the runs left behind, where that was looked at
 */
record Measurement(
    Optional<MemorySnapshot> snapshot,
    Optional<String> uncertified,
    boolean knownFollowed,
    List<MemorySnapshot> singles,
    Optional<GrowthResult> growth) {

  Measurement {
    singles = List.copyOf(singles);
  }

  static Measurement of(MemorySnapshot snapshot, boolean knownFollowed) {
    return of(snapshot, knownFollowed, List.of(), Optional.empty());
  }

  static Measurement of(
      MemorySnapshot snapshot,
      boolean knownFollowed,
      List<MemorySnapshot> singles,
      Optional<GrowthResult> growth) {
    return new Measurement(
        Optional.of(snapshot), snapshot.uncertified(), knownFollowed, singles, growth);
  }

  /** The same with what was found out later. */
  Measurement with(Optional<GrowthResult> found) {
    return new Measurement(snapshot, uncertified, knownFollowed, singles, found);
  }

  static Measurement impossible(String cause) {
    return new Measurement(
        Optional.empty(), Optional.of(cause), false, List.of(), Optional.empty());
  }

  /** The same for questions that need no figures of objects, such as their size. */
  Measurement offHeap() {
    return snapshot.isEmpty()
        ? this
        : new Measurement(snapshot, Optional.empty(), knownFollowed, singles, growth);
  }

  /** A part of the snapshot. */
  Measurement part(UnaryOperator<MemorySnapshot> cut) {
    return snapshot.map(whole -> of(cut.apply(whole), knownFollowed)).orElse(this);
  }
}
