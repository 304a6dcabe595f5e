package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.OptionalLong;

/**
 * Byte buffers outside of the heap, of one kind. A buffer counts until it is freed, which for most
 * is after the garbage collector found it unreachable.
 *
 * @param count number of buffers, views of them not counted
 * @param bytes memory they take, in bytes; for mapped buffers the mapped address space
 */
public record BufferMemory(long count, OptionalLong bytes) {

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return count + (count == 1 ? " buffer, " : " buffers, ") + FigureText.size(bytes);
    }
  }
}
