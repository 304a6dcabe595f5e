package io.trackmemory.tracker;

import java.util.List;

/**
 * A call stack taken at an allocation.
 *
 * @param typeName type allocated
 * @param frames the stack, innermost frame first
 * @param samples how many times this very stack was taken for this type
 */
public record StackSample(String typeName, List<StackTraceElement> frames, long samples) {

  /** Copies the frames. */
  public StackSample {
    frames = List.copyOf(frames);
  }
}
