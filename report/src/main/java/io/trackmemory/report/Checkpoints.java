package io.trackmemory.report;

import io.trackmemory.tracker.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A table of checkpoints. */
record Checkpoints(List<Moment> moments) {

  /**
   * One checkpoint.
   *
   * @param name its name
   * @param elapsed time since the scope was opened
   * @param count objects since the checkpoint before
   * @param size bytes since the checkpoint before
   * @param total bytes since the scope was opened
   */
  record Moment(String name, String elapsed, String count, String size, String total) {}

  /** The table, or none where there is no checkpoint. */
  static List<Checkpoints> of(List<Checkpoint> checkpoints) {
    List<Moment> moments = new ArrayList<>();
    long count = 0;
    long bytes = 0;
    for (Checkpoint checkpoint : checkpoints) {
      moments.add(
          new Moment(
              SiteRow.name(checkpoint.name()),
              Numbers.elapsed(Duration.ofNanos(checkpoint.elapsedNanos())),
              Numbers.count(checkpoint.allocationCount() - count),
              Numbers.size(checkpoint.allocatedBytes() - bytes),
              Numbers.sizeAndExact(checkpoint.allocatedBytes())));
      count = checkpoint.allocationCount();
      bytes = checkpoint.allocatedBytes();
    }
    return moments.isEmpty() ? List.of() : List.of(new Checkpoints(moments));
  }
}
