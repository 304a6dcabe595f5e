package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One checkpoint.
 *
 * @param name its name
 * @param elapsed time since the scope was opened
 * @param count objects since the checkpoint before
 * @param size bytes since the checkpoint before
 * @param total bytes since the scope was opened
 */
record CheckpointRow(String name, String elapsed, String count, String size, String total) {

  static List<CheckpointRow> of(List<Checkpoint> checkpoints) {
    List<CheckpointRow> rows = new ArrayList<>();
    long count = 0;
    long bytes = 0;
    for (Checkpoint checkpoint : checkpoints) {
      rows.add(
          new CheckpointRow(
              VisibleText.name(checkpoint.name()),
              Numbers.elapsed(Duration.ofNanos(checkpoint.elapsedNanos())),
              Numbers.count(checkpoint.allocationCount() - count),
              Numbers.size(checkpoint.allocatedBytes() - bytes),
              Numbers.sizeAndExact(checkpoint.allocatedBytes())));
      count = checkpoint.allocationCount();
      bytes = checkpoint.allocatedBytes();
    }
    return rows;
  }
}
