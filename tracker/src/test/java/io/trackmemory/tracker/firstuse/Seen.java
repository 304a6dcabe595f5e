package io.trackmemory.tracker.firstuse;

import java.util.List;

/**
 * What a JVM saw of one call.
 *
 * @param call whose name it is
 * @param stretches all of its calls, in order; none where the JVM does not have it
 */
record Seen(String call, List<Measurement> stretches) {

  /** Copies the stretches. */
  Seen {
    stretches = List.copyOf(stretches);
  }

  /** Whether the JVM has it. */
  boolean isThere() {
    return !stretches.isEmpty();
  }

  /** The call that is furthest from the first, and not the one after the collection. */
  Measurement settled() {
    return stretches.get(stretches.size() - 2);
  }

  boolean isEqual() {
    return stretches.stream().allMatch(this::makesTheSame);
  }

  boolean makesTheSame(Measurement stretch) {
    return stretch.makes(settled().count(), settled().bytes());
  }

  /** First use after the first call, the one after the collection left out. */
  long laterFirstUseBytes() {
    return stretches.subList(1, stretches.size() - 1).stream()
        .mapToLong(Measurement::firstUseBytes)
        .sum();
  }

  long firstUseBytesAfterCollection() {
    return stretches.get(stretches.size() - 1).firstUseBytes();
  }
}
