package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.RepeatedRuns;
import java.util.List;
import java.util.Optional;

/** Runs that the tracker of this JVM measures. */
record AgentRuns(RepeatedRuns runs) implements MeasuredRuns {

  @Override
  public void begin() {
    runs.begin();
  }

  @Override
  public void run() {
    runs.run();
  }

  @Override
  public void ended() {
    runs.ended();
  }

  @Override
  public void close() {
    runs.close();
  }

  @Override
  public MemorySnapshot total() {
    return runs.total();
  }

  @Override
  public List<MemorySnapshot> singles() {
    return runs.singles();
  }

  @Override
  public Optional<GrowthResult> growth() {
    return runs.total().growth();
  }
}
