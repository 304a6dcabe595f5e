package io.trackmemory.tracker.record;

import io.trackmemory.tracker.leak.LeakQuery;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Setting;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.util.List;

/**
 * What was recorded in a scope, as far as seen when a snapshot of it is made, and what whoever
 * works out its figures has to know. Any thread may read it.
 *
 * @param follows whether objects were followed
 * @param ownThreadId the thread that opened the scope
 * @param handedOver work that it handed over
 * @param accounts what each thread did
 */
record Recorded(
    Engine engine,
    Object ledger,
    ScopeOptions options,
    boolean follows,
    long ownThreadId,
    LeakContext leakContext,
    HandedOver handedOver,
    List<AccountView> accounts,
    SiteSizes sizes,
    Callers callers) {

  static Recorded in(RecordedScope scope) {
    Engine engine = scope.engine;
    List<AccountView> accounts = scope.accounts();
    return new Recorded(
        engine,
        scope.ledger,
        scope.options,
        scope.follows,
        scope.ownThreadId,
        scope.leakContext,
        scope.handedOver,
        accounts,
        new SiteSizes(engine.sites(), engine.sizes()),
        new Callers(engine.sites(), accounts));
  }

  Gate gate() {
    return engine.gate();
  }

  SiteTable sites() {
    return engine.sites();
  }

  <T> T setting(Setting<T> setting) {
    return options.settings().get(setting);
  }

  boolean isOwn(long threadId) {
    return threadId == ownThreadId;
  }

  /** Asks who holds survivors. */
  LeakQuery query(List<? extends WeakReference<?>> survivors) {
    return new LeakQuery(
        survivors,
        leakContext.extraRoots(),
        leakContext.notHolders(),
        engine::isUserClass,
        setting(Settings.LEAKS_IGNORE));
  }
}
