package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;

/**
 * Runs that others start, each in a scope of its own, in which growth is looked for. Used by one
 * thread at a time.
 */
public interface GrowthSpan extends AutoCloseable {

  /** Notes that a run has ended, whose scope is still open: what it handed over is waited for. */
  void ended(MemoryScope ofRun);

  /** What the runs left behind, which the scope of the last one then tells as well. */
  GrowthResult result(MemoryScope ofLast);

  @Override
  void close();
}
