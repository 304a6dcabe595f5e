package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.OptionalLong;

/**
 * A part of the memory that the JVM manages.
 *
 * @param usedBytes taken by objects or data, dead objects not yet collected included, in bytes
 * @param committedBytes given to the JVM by the operating system, in bytes
 * @param maxBytes what it may grow to, in bytes; empty where the JVM sets or tells no limit
 */
public record MemoryArea(long usedBytes, long committedBytes, OptionalLong maxBytes) {

  /** Checks that no size is negative: what is unknown is empty. */
  public MemoryArea {
    if (usedBytes < 0 || committedBytes < 0 || maxBytes.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "sizes must not be negative: " + usedBytes + ", " + committedBytes + ", " + maxBytes);
    }
  }

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return FigureText.size(usedBytes)
          + " used, "
          + FigureText.size(committedBytes)
          + " committed, maximum "
          + FigureText.size(maxBytes);
    }
  }
}
