package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.gate.NumberedView;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.spi.NumberedRun;
import io.trackmemory.tracker.spi.OnPurpose;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of an action whose allocations have numbers, one of which may fail. For one thread. */
@SuppressWarnings({"try", "ReferenceEquality"}) // a span is never referenced; the very error
public final class NumberedAction {

  private final Engine engine;
  private final long failing;
  private final Object plan;
  private @Nullable Throwable thrown;

  /**
   * Prepares it.
   *
   * @param failing number of the allocation that fails; 0 for none
   */
  public NumberedAction(Engine engine, long failing) {
    this.engine = engine;
    this.failing = failing;
    this.plan = engine.gate().planAllocations(failing, this::message);
  }

  private String message(int site) {
    Site made = engine.sites().get(site);
    return OnPurpose.byNumber(failing) + made.typeName + " in " + made.toAllocationSite();
  }

  /**
   * Runs it, in a scope that stays open for the work that it handed over.
   *
   * @param seen is told what it came to, whatever that is
   */
  public RecordedScope run(
      ScopeOptions options,
      ThrowingRunnable action,
      Optional<Duration> longest,
      Consumer<NumberedRun> seen) {
    RecordedScope scope = engine.runNumbered(options, action, longest, plan, this::threw);
    try (OwnWork own = OwnWork.begin()) {
      seen.accept(view(scope.recorded(), engine.gate().numbered(plan)));
    }
    return scope;
  }

  private void threw(Throwable ended) {
    thrown = ended;
  }

  private NumberedRun view(Recorded recorded, NumberedView numbered) {
    Throwable ended = thrown;
    boolean inError = ended != null && ended == numbered.error();
    return new NumberedRun(
        numbered.made(),
        numbered.sites().stream().map(made -> line(recorded, made)).toList(),
        failed(recorded, numbered),
        numbered.failedSite() >= 0 && numbered.error() == null,
        inError ? Optional.empty() : Optional.ofNullable(ended),
        inError ? Optional.empty() : userLine(recorded, ended),
        inError);
  }

  private static NumberedRun.Line line(Recorded recorded, NumberedView.Made made) {
    return new NumberedRun.Line(
        place(recorded, made.site(), Optional.empty(), made.count(), 0),
        made.first(),
        made.second(),
        made.last());
  }

  private static Optional<SiteStatistics> failed(Recorded recorded, NumberedView numbered) {
    return numbered.failedSite() < 0
        ? Optional.empty()
        : Optional.of(
            place(
                recorded,
                numbered.failedSite(),
                userLine(recorded, numbered.error()),
                1,
                bytes(recorded, numbered)));
  }

  private static long bytes(Recorded recorded, NumberedView numbered) {
    if (numbered.failedBytes() > 0) {
      return numbered.failedBytes();
    }
    try {
      Site site = recorded.sites().get(numbered.failedSite());
      return site.objectBytes(recorded.agent().sizes());
    } catch (ClassNotFoundException e) {
      return 0; // its class is gone with the run
    }
  }

  private static SiteStatistics place(
      Recorded recorded, int id, Optional<AllocationSite> caller, long count, long bytes) {
    Site site = recorded.sites().get(id);
    return Rows.with(
        Rows.place(site, Rows.isUsers(site) ? Optional.empty() : caller, true, "", true),
        count,
        bytes);
  }

  private static Optional<AllocationSite> userLine(Recorded recorded, @Nullable Throwable error) {
    return error == null
        ? Optional.empty()
        : Optional.ofNullable(recorded.callers().userLine(Arrays.asList(error.getStackTrace())));
  }
}
