package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An estimate: upper bounds on what fragmentation takes, from totals, since the JVM tells nothing
 * of single regions. Each bound is {@code 1 - used / committed}.
 *
 * @param heapAtMost share of the committed heap, 0 to 1, that fragmentation takes at most, when the
 *     last collection ended. Regions that are free as a whole are in it, so that it is far too high
 *     for a heap that just has room. Empty before the first collection, and for collectors for
 *     which it means nothing: Serial and Parallel keep free memory in one piece, Epsilon never
 *     collects, and ZGC counts whole pages as used
 * @param metaspaceAtMost share of the committed metaspace, 0 to 1, that its classes leave unused
 */
public record Fragmentation(OptionalDouble heapAtMost, OptionalDouble metaspaceAtMost) {

  static Fragmentation of(GcActivity gc, Optional<MemoryArea> metaspace) {
    boolean inRegions =
        gc.collectors().stream()
            .anyMatch(name -> name.startsWith("G1 ") || name.startsWith("Shenandoah "));
    return new Fragmentation(
        inRegions ? unused(gc.heapAfterLast()) : OptionalDouble.empty(), unused(metaspace));
  }

  private static OptionalDouble unused(Optional<MemoryArea> area) {
    return area.filter(known -> known.committedBytes() > 0)
        .map(known -> 1 - (double) known.usedBytes() / known.committedBytes())
        .map(share -> OptionalDouble.of(Math.max(share, 0)))
        .orElse(OptionalDouble.empty());
  }

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return "estimate: heap at most "
          + FigureText.share(heapAtMost)
          + ", metaspace at most "
          + FigureText.share(metaspaceAtMost);
    }
  }
}
