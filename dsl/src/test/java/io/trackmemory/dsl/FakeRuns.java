package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.List;
import java.util.Optional;

/** Runs that have left and allocated what a test says. */
record FakeRuns(
    ThrowingRunnable action,
    MemorySnapshot total,
    List<MemorySnapshot> singles,
    Optional<GrowthResult> growth)
    implements MeasuredRuns {

  @Override
  public void begin() {}

  @Override
  public void run() {
    try {
      action.run();
    } catch (Throwable e) {
      throw Sneaky.rethrow(e);
    }
  }

  @Override
  public void ended() {}

  @Override
  public void close() {}
}
