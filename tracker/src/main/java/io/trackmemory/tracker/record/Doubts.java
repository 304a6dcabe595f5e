package io.trackmemory.tracker.record;

import io.trackmemory.tracker.jdk.Need;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Why verdicts may be wrong as the agent could not do all of its work. Any thread may ask. */
record Doubts(Instrumented agent) {

  /** Why counts, and what is followed, may be wrong. */
  Optional<String> onCounts() {
    return unknown(Need.COUNTING, Need.HAND_OVER, Need.FIRST_USE).or(this::notInstrumented);
  }

  /** Why it may not be known what is off the heap, which files are open, or whose they are. */
  Optional<String> onMemoryOffHeap() {
    return unknown(Need.OFF_HEAP, Need.HAND_OVER).or(this::notInstrumented);
  }

  private Optional<String> unknown(Need... needs) {
    return Arrays.stream(needs).map(agent.unknown()::get).filter(Objects::nonNull).findFirst();
  }

  private Optional<String> notInstrumented() {
    return agent.failures().entrySet().stream()
        .findFirst()
        .map(failure -> failure.getValue().of(failure.getKey()));
  }
}
