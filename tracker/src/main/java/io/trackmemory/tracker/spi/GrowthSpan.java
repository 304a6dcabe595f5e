package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.record.Engine;
import io.trackmemory.tracker.record.GrowthWatch;
import io.trackmemory.tracker.record.RecordedScope;
import java.util.Map;

/**
 * Runs that others start, each in a scope of its own, in which growth is looked for. Used by one
 * thread at a time.
 */
public final class GrowthSpan implements AutoCloseable {

  private final Engine engine = Installation.engine();
  private final RecordedScope around;
  private final GrowthWatch watch;
  private int done;

  private GrowthSpan(ScopeOptions options, int runs, Map<String, Object> roots) {
    around = engine.openApart(options.followingWithin(), Tracking.currentScope());
    watch = engine.watchGrowth(around, runs, roots);
  }

  /**
   * Looks at the heap before the first run.
   *
   * @param roots objects that count as holders, by description
   */
  public static GrowthSpan begin(ScopeOptions options, int runs, Map<String, Object> roots) {
    GrowthSpan span = new GrowthSpan(options, runs, roots);
    span.watch.begins();
    return span;
  }

  /** Notes that a run has ended, whose scope is still open: what it handed over is waited for. */
  public void ended(MemoryScope ofRun) {
    done++;
    engine.settle(ofRun);
    watch.ended(done);
  }

  /** What the runs left behind, which the scope of the last one then tells as well. */
  public GrowthResult result(MemoryScope ofLast) {
    GrowthResult result = watch.result();
    ((RecordedScope) ofLast).growth(result);
    return result;
  }

  @Override
  public void close() {
    around.discard();
  }
}
