package io.trackmemory.tracker;

import java.time.Duration;
import java.util.List;

/**
 * An allocation of which a call stack was taken.
 *
 * @param at time from the opening of the scope
 * @param threadName thread that allocated
 * @param typeName type allocated
 * @param bytes shallow size of the object in bytes
 * @param weight how many allocations of the line it stands for: 1 where each got a stack
 * @param frames the stack, innermost frame first
 */
public record AllocationEvent(
    Duration at,
    String threadName,
    String typeName,
    long bytes,
    double weight,
    List<StackTraceElement> frames) {

  /** Copies the frames. */
  public AllocationEvent {
    frames = List.copyOf(frames);
  }
}
