package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.record.Engine;
import io.trackmemory.tracker.record.GrowthWatch;
import io.trackmemory.tracker.record.RecordedScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs of an action that are measured as one. What is done between them is in no scope of theirs.
 * Used by one thread, in the order of the methods here.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class RepeatedRuns {

  private final Engine engine;
  private final ScopeOptions options;
  private final ThrowingRunnable action;
  private final Plan plan;
  /* Made before, as what is made within a scope counts in it. */
  private final Callable<Boolean> once;
  private final RecordedScope scope;
  private final @Nullable GrowthWatch growth;
  private final List<MemorySnapshot> singles = new ArrayList<>();
  private @Nullable RecordedScope single;
  private int done;

  /**
   * What to look at.
   *
   * @param runs how many runs there will be
   * @param singles how many of the first runs are measured by themselves, too
   * @param growth whether what they leave behind is looked at
   * @param awaiting how long to wait after each run for work that it handed over; empty for what
   *     settings say
   */
  public record Plan(int runs, int singles, boolean growth, Optional<Duration> awaiting) {}

  private RepeatedRuns(Engine engine, ScopeOptions options, ThrowingRunnable action, Plan plan) {
    this.engine = engine;
    this.options = options;
    this.action = action;
    this.plan = plan;
    this.once = () -> ran(action);
    this.scope = engine.openApart(options, Tracking.currentScope());
    scope.runs(plan.runs());
    plan.awaiting().ifPresent(longest -> engine.awaiting(scope, longest));
    this.growth =
        plan.growth()
            ? engine.watchGrowth(scope, plan.runs(), Map.of("captured by the action", action))
            : null;
  }

  /** Opens the scope of runs that are to come. */
  public static RepeatedRuns of(ScopeOptions options, ThrowingRunnable action, Plan plan) {
    return new RepeatedRuns(Installation.engine(), options, action, plan);
  }

  private static Boolean ran(ThrowingRunnable action) {
    try {
      action.run();
      return Boolean.TRUE;
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  /** To be called right before the first run. */
  public void begin() {
    if (growth != null) {
      growth.begins();
    }
  }

  /**
   * Runs the action once; own work that encloses the call does not enclose it. What it throws
   * passes through unchanged.
   */
  public void run() {
    try (OwnWork own = OwnWork.begin()) {
      if (done < plan.singles()) {
        runAlone();
      } else {
        Tracking.within(scope, once);
      }
    }
  }

  private void runAlone() {
    RecordedScope opened = engine.openApart(options, Optional.of(scope));
    plan.awaiting().ifPresent(longest -> engine.awaiting(opened, longest));
    Callable<Boolean> alone = () -> Tracking.within(opened, once);
    single = opened; // until what the run handed over has ended
    Tracking.within(scope, alone);
  }

  /** To be called when a run has ended and what it left was cleaned up. */
  public void ended() {
    done++;
    try (OwnWork own = OwnWork.begin()) {
      engine.settle(scope);
      endSingle();
    }
    if (growth != null) {
      growth.ended(done); // own work itself
    }
  }

  private void endSingle() {
    RecordedScope open = single;
    if (open != null) {
      single = null;
      open.finish();
      engine.capturedBy(open, action);
      singles.add(open.snapshot());
    }
  }

  /** Closes the scope; does nothing if it is closed already. */
  public void close() {
    scope.finish();
  }

  /** All runs as one, once closed. */
  public MemorySnapshot total() {
    if (growth != null) {
      scope.growth(growth.result());
    }
    engine.capturedBy(scope, action);
    return scope.snapshot();
  }

  /** The runs that were measured by themselves. */
  public List<MemorySnapshot> singles() {
    return List.copyOf(singles);
  }

  /** What the runs left behind; empty where that was not looked at. */
  public Optional<GrowthResult> growth() {
    return total().growth();
  }
}
