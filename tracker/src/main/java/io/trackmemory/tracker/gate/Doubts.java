package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.jdk.Need;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Why verdicts may be wrong as the agent could not do all of its work. Any thread may ask. */
public record Doubts(Instrumented agent) {

  private static final String WAIT =
      "; wait for its end in the code under test, have assertThatMemory(action).awaiting(...) wait"
          + " longer, or ask for what was done so far with awaiting(Duration.ZERO)";

  /** Work that was handed over goes on. */
  public static String unfinished(String work) {
    return "work that was handed over has not ended (" + work + ")" + WAIT;
  }

  /** Work that was handed over went on after the snapshot was taken. */
  public static String endedLate(String work) {
    return "work that was handed over had not ended when the snapshot was taken ("
        + work
        + "), and more was made since"
        + WAIT;
  }

  /** A task that was handed over may have been run unseen. */
  public static String unseen(String thread) {
    return "a task that was handed over was collected, and thread \""
        + thread
        + "\" may have run it: it was in its loop before the first measurement; start that thread"
        + " later, or the JVM with the agent";
  }

  /** Why counts, and what is followed, may be wrong. */
  public Optional<String> onCounts() {
    return unknown(Need.COUNTING, Need.HAND_OVER, Need.FIRST_USE).or(this::notInstrumented);
  }

  /** Why it may not be known what is off the heap, which files are open, or whose they are. */
  public Optional<String> onMemoryOffHeap() {
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
