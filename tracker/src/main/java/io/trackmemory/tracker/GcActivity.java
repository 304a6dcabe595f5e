package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the garbage collectors did since the JVM began.
 *
 * @param collectors their names, as the JVM tells them
 * @param collections collections that ended: young and full ones, whole cycles of ZGC and
 *     Shenandoah; parts of a concurrent cycle of G1 are none
 * @param pauseMillis how long they stopped the program in all, in milliseconds; pauses within a
 *     concurrent cycle of G1 are in it from JDK 20 on only
 * @param heapAfterLast the heap when the last collection ended; empty before the first. After a
 *     young collection, dead objects in the old generation are still in it
 * @param allocatedBytes what threads allocated on the heap in all, in bytes, approximately, those
 *     that ended included; the tracker's own allocations too. Empty on a JDK 17 without the later
 *     addition of that figure
 */
public record GcActivity(
    List<String> collectors,
    OptionalLong collections,
    OptionalLong pauseMillis,
    Optional<MemoryArea> heapAfterLast,
    OptionalLong allocatedBytes) {

  /** Copies the list. */
  public GcActivity {
    collectors = List.copyOf(collectors);
  }

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return FigureText.count(collections)
          + " collections ("
          + String.join(", ", collectors)
          + "), pauses "
          + FigureText.millis(pauseMillis)
          + "; after the last "
          + FigureText.known(heapAfterLast)
          + "; allocated "
          + FigureText.size(allocatedBytes);
    }
  }
}
