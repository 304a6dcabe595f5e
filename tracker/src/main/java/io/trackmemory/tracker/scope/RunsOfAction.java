package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.base.Rethrow;
import io.trackmemory.tracker.holder.EarlierRuns;
import io.trackmemory.tracker.recorded.LeakContext.DefinedInRuns;
import io.trackmemory.tracker.spi.MadeObjects;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.RepeatedRuns;
import io.trackmemory.tracker.spi.ScopeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs of an action, each a part of one scope. Used by one thread. */
@SuppressWarnings("try") // a span of own work is never referenced
public final class RunsOfAction implements RepeatedRuns {

  private final Engine engine;
  private final ScopeOptions options;
  private final ThrowingRunnable action;
  private final Plan plan;
  /* Made before, as what is made within a scope counts in it. */
  private final Callable<Boolean> once;
  private final RecordedScope scope;
  private final @Nullable GrowthWatch growth;
  private final List<MemorySnapshot> singles = new ArrayList<>();
  /* Of the last two runs. */
  private final List<MadeObjects> made = new ArrayList<>();
  private @Nullable RecordedScope single;
  private int done;

  /** Opens the scope of runs that are to come. */
  public RunsOfAction(Engine engine, ScopeOptions options, ThrowingRunnable action, Plan plan) {
    this.engine = engine;
    this.options = options;
    this.action = action;
    this.plan = plan;
    this.once = () -> ran(action);
    this.scope = engine.openApart(options, Optional.ofNullable(engine.current()));
    scope.runs(plan.runs());
    plan.awaiting().ifPresent(scope.handedOver::setLongest);
    this.growth =
        plan.growth()
            ? new GrowthWatch(scope, plan.runs(), Map.of(RecordedScope.ACTION, action))
            : null;
  }

  private static Boolean ran(ThrowingRunnable action) {
    try {
      action.run();
      return Boolean.TRUE;
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  @Override
  public void begin() {
    if (growth != null) {
      growth.begins();
    }
  }

  @Override
  public void run() {
    try (OwnWork own = OwnWork.begin()) {
      if (done < plan.singles() || isAmongLastTwo()) {
        runAlone();
      } else {
        engine.within(scope, once);
      }
    }
  }

  /* By which leaks are told from what a library replaces with each run. */
  private boolean isAmongLastTwo() {
    return options.followObjects() && plan.runs() > 1 && done >= plan.runs() - 2;
  }

  private void runAlone() {
    RecordedScope opened =
        engine.openApart(
            isAmongLastTwo() ? options.ofOneOfSeveralRuns() : options, Optional.of(scope));
    plan.awaiting().ifPresent(opened.handedOver::setLongest);
    Callable<Boolean> alone = () -> engine.within(opened, once);
    single = opened; // until what the run handed over has ended
    engine.within(scope, alone);
  }

  @Override
  public void ended() {
    done++;
    try (OwnWork own = OwnWork.begin()) {
      scope.handedOver.await();
      endSingle();
    }
    if (growth != null) {
      growth.ended(); // own work itself
    }
  }

  private void endSingle() {
    RecordedScope open = single;
    if (open != null) {
      single = null;
      if (done > plan.runs() - 2) {
        made.add(open.made());
      }
      if (done > plan.singles()) {
        open.discard();
        return;
      }
      open.finish();
      open.captured(action);
      singles.add(open.snapshot());
    }
  }

  @Override
  public void close() {
    scope.finish();
  }

  @Override
  public MemorySnapshot total() {
    if (growth != null) {
      growth.result(scope);
    }
    scope.captured(action);
    if (made.size() == 2) {
      scope.leakContext.setEarlier(
          EarlierRuns.ofLastTwo(made.get(0).references(), made.get(1).references()),
          new DefinedInRuns(made.get(0).classes(), made.get(1).classes()));
    }
    return scope.snapshot();
  }

  @Override
  public List<MemorySnapshot> singles() {
    return List.copyOf(singles);
  }
}
