package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.OptionalLong;

/**
 * Memory of the machine. The JDK knows containers: where one limits memory, total and free are the
 * container's, not the host's.
 *
 * @param totalBytes physical memory, or the container's limit, in bytes
 * @param freeBytes used for nothing, in bytes; what the system uses as a cache is not free
 * @param availableBytes what programs could still take, caches given back, in bytes: {@code
 *     MemAvailable} of Linux; empty elsewhere, and where a container limits memory
 */
public record MachineMemory(
    OptionalLong totalBytes, OptionalLong freeBytes, OptionalLong availableBytes) {

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return FigureText.size(freeBytes)
          + " free, "
          + FigureText.size(availableBytes)
          + " available of "
          + FigureText.size(totalBytes);
    }
  }
}
