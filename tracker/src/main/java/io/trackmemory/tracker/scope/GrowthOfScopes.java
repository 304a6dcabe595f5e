package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.GrowthSpan;
import io.trackmemory.tracker.spi.ScopeOptions;
import java.util.Map;
import java.util.Optional;

/** Looks for growth in runs that others start. Used by one thread at a time. */
public final class GrowthOfScopes implements GrowthSpan {

  private final Engine engine;
  private final RecordedScope around;
  private final GrowthWatch watch;
  private int done;

  /**
   * Looks at the heap before the first run.
   *
   * @param roots objects that count as holders, by description
   */
  public GrowthOfScopes(Engine engine, ScopeOptions options, int runs, Map<String, Object> roots) {
    this.engine = engine;
    around = engine.openApart(options.followingWithin(), Optional.ofNullable(engine.current()));
    watch = engine.watchGrowth(around, runs, roots);
    watch.begins();
  }

  @Override
  public void ended(MemoryScope ofRun) {
    done++;
    engine.settle(ofRun);
    watch.ended(done);
  }

  @Override
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
