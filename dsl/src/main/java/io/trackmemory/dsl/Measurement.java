package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What there is to judge.
 *
 * @param snapshot what was measured; empty where this JVM cannot be tracked
 * @param uncertified why counts and bytes cannot be certified, and what to do
 * @param knownFollowed whether objects are known to have been followed, which spoils the JVM's own
 *     counter
 */
record Measurement(
    Optional<MemorySnapshot> snapshot, Optional<String> uncertified, boolean knownFollowed) {

  static Measurement of(MemorySnapshot snapshot, boolean knownFollowed) {
    return new Measurement(Optional.of(snapshot), snapshot.uncertified(), knownFollowed);
  }

  static Measurement impossible(String cause) {
    return new Measurement(Optional.empty(), Optional.of(cause), false);
  }

  /** A part of the snapshot. */
  Measurement part(UnaryOperator<MemorySnapshot> cut) {
    return snapshot.map(whole -> of(cut.apply(whole), knownFollowed)).orElse(this);
  }
}
