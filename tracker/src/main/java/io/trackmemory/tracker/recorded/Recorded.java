package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Doubts;
import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.gate.Instrumented;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Made;
import io.trackmemory.tracker.jvm.JvmCounter;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Setting;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;

/**
 * What was recorded in a scope, as far as seen when a snapshot of it is made, and what whoever
 * works out its figures has to know. Any thread may read it.
 *
 * @param runner runs actions: users see stacks up to it
 * @param follows whether objects were followed
 * @param ownThreadId the thread that opened the scope
 * @param openedNanos when it was opened, by the clock of {@link System#nanoTime}
 * @param jvmCounts whether the JVM counts for that thread
 * @param atOpening what was counted then
 * @param runs how many runs of an action it is of
 * @param handedOver work that it handed over
 * @param accounts what each thread did
 */
public record Recorded(
    Instrumented agent,
    JvmCounter jvm,
    Class<?> runner,
    Object ledger,
    ScopeOptions options,
    boolean follows,
    long ownThreadId,
    long openedNanos,
    boolean jvmCounts,
    Moment atOpening,
    int runs,
    LeakContext leakContext,
    HandedOver handedOver,
    List<AccountView> accounts,
    SiteSizes sizes,
    Callers callers) {

  public Gate gate() {
    return agent.gate();
  }

  public SiteTable sites() {
    return agent.sites();
  }

  /** Why verdicts may be wrong. */
  public Doubts doubts() {
    return new Doubts(agent);
  }

  public <T> T setting(Setting<T> setting) {
    return options.settings().get(setting);
  }

  public boolean isOwn(long threadId) {
    return threadId == ownThreadId;
  }

  /** Asks who holds survivors; {@code made} tells of each who had it made. */
  public LeakQuery query(List<? extends WeakReference<?>> survivors, List<Made> made) {
    return new LeakQuery(
        survivors,
        made,
        leakContext.extraRoots(),
        leakContext.notHolders(),
        name -> sites().origin(name) == Origin.USER,
        setting(Settings.LEAKS_IGNORE),
        Set.of(),
        leakContext.earlier());
  }
}
