package io.trackmemory.tracker;

import java.util.List;

/**
 * The latest allocations of which a call stack was taken, at most {@code trackmemory.history.max};
 * that is each allocation under {@code Preset.PRECISE} only. Counts, bytes and verdicts do not
 * depend on it.
 *
 * @param events oldest first
 * @param lost events that were recorded and have made room for later ones
 */
public record AllocationHistory(List<AllocationEvent> events, long lost) {

  /** Nothing recorded. */
  public static final AllocationHistory NONE = new AllocationHistory(List.of(), 0);

  /** Copies the list. */
  public AllocationHistory {
    events = List.copyOf(events);
  }
}
