package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measuring;

/** An action that the tracker of this JVM measures. */
record AgentRun(Measuring measuring) implements Running {

  @Override
  public MemorySnapshot seen() {
    return measuring.seen();
  }

  @Override
  public void comesAfter(Running earlier) {
    if (earlier instanceof AgentRun run) {
      measuring.comesAfter(run.measuring);
    }
  }

  @Override
  public void discard() {
    measuring.discard();
  }

  @Override
  public void close() {
    measuring.close();
  }
}
