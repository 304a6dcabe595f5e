package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;
import java.util.Map;

/**
 * Runs that others start, each in a scope of its own, in which growth is looked for. Used by one
 * thread at a time.
 */
public interface GrowthSpan extends AutoCloseable {

  /**
   * Looks at the heap before the first run.
   *
   * @param roots objects that count as holders, by description
   */
  static GrowthSpan begin(ScopeOptions options, int runs, Map<String, Object> roots) {
    return Door.BEHIND.doWatchGrowth(options, runs, roots);
  }

  /** Notes that a run has ended, whose scope is still open: what it handed over is waited for. */
  void ended(MemoryScope ofRun);

  /** What the runs left behind, which the scope of the last one then tells as well. */
  GrowthResult result(MemoryScope ofLast);

  @Override
  void close();
}
