package io.trackmemory.tracker.gate;

import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the work of a ledger took off the heap, as far as seen when asked.
 *
 * @param parts the most that was held at once in each part between two checkpoints
 * @param firstUseBytes bytes that first use took
 * @param jdkBytes bytes that the JDK took for buffers that it keeps for itself
 */
public record OffHeapView(List<Part> parts, long firstUseBytes, long jdkBytes) {

  /**
   * The most that was held at once, in bytes.
   *
   * @param lines what was held then
   */
  public record Part(long atLeast, long atMost, List<Line> lines) {}

  /**
   * What one line took in one thread.
   *
   * @param bytes their size, at least
   */
  public record Line(
      OffHeapKind kind,
      Throwable stack,
      String threadName,
      long threadId,
      long count,
      long bytes) {}

  /**
   * One block that is held.
   *
   * @param handle the block itself, to tell it from others
   * @param part number of the part in which it was taken
   * @param name of a file
   * @param owner object through which it is used, null if none is known
   * @param cleaned whether it is given back when that is collected
   */
  public record Block(
      Object handle,
      int part,
      Line line,
      String name,
      @Nullable WeakReference<Object> owner,
      boolean cleaned) {}
}
