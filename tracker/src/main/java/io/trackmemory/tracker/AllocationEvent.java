package io.trackmemory.tracker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An allocation of which a call stack was taken, and what became of the object.
 *
 * @param at time from the opening of the scope
 * @param threadName thread that allocated
 * @param number of the event in its thread, from 0: with the thread, it stands for the object
 * @param typeName type allocated
 * @param bytes shallow size of the object in bytes
 * @param weight how many allocations of the line it stands for: 1 where each got a stack
 * @param frames the stack, innermost frame first
 * @param followed whether it is known what became of the object: the scope followed it
 * @param collectedBy time from the opening by which the object was seen to be gone; empty while it
 *     is alive, or not yet collected, or not followed. It may have gone long before.
 */
public record AllocationEvent(
    Duration at,
    String threadName,
    long number,
    String typeName,
    long bytes,
    double weight,
    List<StackTraceElement> frames,
    boolean followed,
    Optional<Duration> collectedBy) {

  /** Copies the frames. */
  public AllocationEvent {
    frames = List.copyOf(frames);
  }
}
