package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.base.Rethrow;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Doubts;
import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.gate.Instrumented;
import io.trackmemory.tracker.gate.StackRates;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.jvm.CollectionLog;
import io.trackmemory.tracker.jvm.JvmCounter;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes scopes on the recorder. Any thread may call it; calls are own work. Long, as all
 * that opens or closes a scope is under its lock or hands over to what is.
 */
public final class Engine {

  private static final int LOW_OVERHEAD_LIVE_MAX = 10_000;

  private final Instrumented agent;
  final JvmCounter jvmCounter;
  private final Map<Object, RecordedScope> open = new ConcurrentHashMap<>();
  /* Open scopes of all threads, the outermost first. */
  private final List<RecordedScope> ofAllThreads = new CopyOnWriteArrayList<>();
  final FollowUse followUse;

  /** Creates the engine on an installed agent. */
  public Engine(Instrumented agent, JvmCounter jvmCounter) {
    this.agent = agent;
    this.jvmCounter = jvmCounter;
    this.followUse = new FollowUse(this::gate);
    ContractCalls calls = new ContractCalls(this);
    gate().connectContracts(calls::opens, calls::ends);
  }

  Gate gate() {
    return agent.gate();
  }

  SiteTable sites() {
    return agent.sites();
  }

  /** What rewrites classes and knows those that are loaded. */
  public Instrumented agent() {
    return agent;
  }

  /** Opens a scope for this thread. */
  public RecordedScope open(ScopeOptions options) {
    RecordedScope scope = create(options);
    gate()
        .enter(scope.ledger, scope); // outside of own work, which would be saved as still going on
    return scope;
  }

  /** Opens a scope inside {@code around}, if any, for no thread. */
  public RecordedScope openApart(ScopeOptions options, Optional<MemoryScope> around) {
    try (OwnWork own = OwnWork.begin()) {
      return create(options, (RecordedScope) around.orElse(null));
    }
  }

  /**
   * Does work in this thread as part of a scope's, which nobody waits for as for a task. What it
   * throws passes through unchanged.
   */
  public <T> T within(MemoryScope scope, Callable<T> work) {
    RecordedScope entered = (RecordedScope) scope;
    Object token = new Object();
    asOwnWork(entered.active::begin);
    gate().enter(entered.ledger, token);
    try {
      return work.call();
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    } finally {
      gate().leave(token);
      asOwnWork(entered.active::end);
    }
  }

  private void asOwnWork(Runnable work) {
    try (OwnWork own = OwnWork.begin()) {
      work.run();
    }
  }

  private RecordedScope create(ScopeOptions options) {
    try (OwnWork own = OwnWork.begin()) {
      RecordedScope around = current();
      return openInside(options, around == null || around.isPaused() ? null : around);
    }
  }

  /**
   * Opens a scope inside the one that this thread works for, for no thread, which {@link #closed}
   * then undoes: what is done {@link #within} it is seen by the scopes around while it is open, and
   * by none later. The time meanwhile is none of theirs.
   *
   * @param limited whether limits on live bytes of the one around it see it
   * @param alone whether memory off the heap that is taken in it is none of those around it
   * @return empty where a limit further out would see it, too
   */
  public Optional<RecordedScope> openToUndo(boolean limited, boolean alone) {
    try (OwnWork own = OwnWork.begin()) {
      RecordedScope around = current();
      if (around == null || around.isPaused()) {
        return Optional.of(openInside(ScopeOptions.counting(), null));
      }
      if (limited && around.around().anyMatch(RecordedScope::limitsLiveBytes)) {
        return Optional.empty();
      }
      RecordedScope scope = createToUndo(around, limited, alone);
      scope.pauseAround(true);
      scope.active.begin();
      return Optional.of(scope);
    }
  }

  private synchronized RecordedScope createToUndo(
      RecordedScope around, boolean limited, boolean alone) {
    Object ledger = gate().newLedgerToUndo(around.ledger, around.follows, limited, alone);
    RecordedScope scope =
        new RecordedScope(this, ledger, around.options.ofPart(), around.follows, around);
    scope.undone = true;
    open.put(ledger, scope);
    CollectionLog.listen();
    followUse.opened(scope.follows, around.options.followWithin());
    return scope;
  }

  private synchronized RecordedScope create(ScopeOptions options, @Nullable RecordedScope around) {
    RecordedScope nearest = nearestOpen(around); // another thread may have closed it meanwhile
    RecordedScope parent = nearest == null ? innermostOfAllThreads() : nearest;
    sites().own().setPackages(options.settings().get(Settings.OWN));
    Preset preset = options.settings().get(Settings.PRESET);
    long[] peakLimits = peakLimits(options);
    boolean follows =
        options.followObjects()
            || preset == Preset.LEAK_HUNT
            || peakLimits.length > 0
            || hasBudget(options)
            || (parent != null && parent.follows);
    Object ledger = newLedger(options, parent, follows, preset, peakLimits);
    if (options.allThreads()) {
      gate().allThreads(true, follows, liveMax(options.settings()));
    }
    RecordedScope scope = new RecordedScope(this, ledger, options, follows, parent);
    if (options.allThreads() && options.budget().isPresent()) {
      scope.setUncertified(
          "a budget cannot be enforced for all threads, only for the work of one scope; leave out"
              + " onAllThreads()");
    }
    if (options.allThreads()) {
      ofAllThreads.add(scope);
      gate().serveAllThreads(ledger);
      open.values().stream()
          .filter(other -> !scope.isInside(other))
          .findFirst()
          .ifPresent(scope::setBeside);
    }
    for (RecordedScope other : open.values()) {
      other.neighbours.see(scope);
      scope.neighbours.see(other);
    }
    open.put(ledger, scope);
    gate().setActive(true);
    CollectionLog.listen();
    followUse.opened(follows, options.followWithin());
    return scope;
  }

  private static boolean hasBudget(ScopeOptions options) {
    return !options.allThreads() && options.budget().isPresent();
  }

  private Object newLedger(
      ScopeOptions options,
      @Nullable RecordedScope parent,
      boolean follows,
      Preset preset,
      long[] peakLimits) {
    Object around = parent == null ? null : parent.ledger;
    StackRates rates = StackRates.of(options.settings(), preset, options.fewStacks());
    int liveMax = liveMax(options.settings());
    int historyMax = options.settings().get(Settings.HISTORY_MAX);
    if (!hasBudget(options)) {
      return gate().newLedger(around, follows, rates, liveMax, historyMax, peakLimits);
    }
    FullCollection.prepare(); // as for limits
    BudgetMessage message = new BudgetMessage(options.budget().orElseThrow(), sites());
    return gate()
        .newLedger(
            around, rates, liveMax, historyMax, peakLimits, message.budget().toBytes(), message);
  }

  private static long[] peakLimits(ScopeOptions options) {
    if (options.allThreads() || options.peakLimits().isEmpty()) {
      return new long[0];
    }
    FullCollection.prepare(); // else its classes were loaded while a limit is decided
    return options.peakLimits().stream().mapToLong(ByteSize::toBytes).toArray();
  }

  private @Nullable RecordedScope innermostOfAllThreads() {
    return ofAllThreads.isEmpty() ? null : ofAllThreads.get(ofAllThreads.size() - 1);
  }

  static int liveMax(Settings settings) {
    return settings.get(Settings.PRESET) == Preset.LOW_OVERHEAD
            && !settings.isSet(Settings.LIVE_MAX)
        ? LOW_OVERHEAD_LIVE_MAX
        : settings.get(Settings.LIVE_MAX);
  }

  /**
   * Keeps compiled code able to follow objects between scopes that do.
   *
   * @return ends it; to be run once
   */
  public Runnable keepFollowing() {
    return followUse.keep();
  }

  /** Whether this call has closed it: of several at once, one has. */
  synchronized boolean closed(RecordedScope scope) {
    if (!open.containsKey(scope.ledger)) {
      return false;
    }
    if (scope.undone) {
      gate().undo(scope.ledger);
      scope.pauseAround(false);
    } else {
      gate().close(scope.ledger);
    }
    open.remove(scope.ledger);
    if (ofAllThreads.remove(scope)) {
      gate().allThreads(false, scope.follows, 0);
      RecordedScope innermost = innermostOfAllThreads();
      gate().serveAllThreads(innermost == null ? null : innermost.ledger);
    }
    RecordedScope around = nearestOpen(scope.parent);
    if (around != null) {
      around.closedInside(scope);
    }
    followUse.closed(scope.follows, open.isEmpty());
    if (open.isEmpty()) {
      gate().setActive(false);
    }
    return true;
  }

  private @Nullable RecordedScope nearestOpen(@Nullable RecordedScope from) {
    return from == null || open.containsKey(from.ledger)
        ? from
        : from.around().filter(scope -> open.containsKey(scope.ledger)).findFirst().orElse(null);
  }

  /**
   * Runs an action in a scope of its own, which stays open for the work that it handed over. What
   * it throws passes through unchanged.
   *
   * @param longest how long a verdict waits for it; empty for what settings say
   */
  public RecordedScope run(
      ScopeOptions options, ThrowingRunnable action, Optional<Duration> longest) {
    RecordedScope scope = createWaiting(options, longest);
    gate().enter(scope.ledger, scope);
    try {
      action.run();
    } catch (Throwable e) {
      scope.discard();
      throw Rethrow.unchanged(e);
    }
    scope.leave();
    try (OwnWork own = OwnWork.begin()) {
      scope.captured(action);
    }
    return scope;
  }

  /**
   * Runs an action likewise, by a plan for what it allocates in this thread.
   *
   * @param thrown is given what it throws, which passes no further
   */
  RecordedScope runNumbered(
      ScopeOptions options,
      ThrowingRunnable action,
      Optional<Duration> longest,
      Object plan,
      Consumer<Throwable> thrown) {
    RecordedScope scope = createWaiting(options, longest);
    Throwable ended = null;
    gate().enter(scope.ledger, scope);
    gate().allocate(plan, true);
    try {
      action.run();
    } catch (Throwable e) {
      ended = e;
    }
    gate().allocate(plan, false);
    scope.leave();
    try (OwnWork own = OwnWork.begin()) {
      scope.captured(action);
      if (ended != null) {
        thrown.accept(ended);
      }
    }
    return scope;
  }

  private RecordedScope createWaiting(ScopeOptions options, Optional<Duration> longest) {
    try (OwnWork own = OwnWork.begin()) {
      RecordedScope scope = create(options);
      longest.ifPresent(scope.handedOver::setLongest);
      return scope;
    }
  }

  /**
   * Runs an action in a scope of its own, and waits for the work that it handed over.
   *
   * @param longest how long; what goes on after that makes the snapshot uncertifiable. Empty for
   *     what settings say
   */
  public MemorySnapshot measure(
      ScopeOptions options, ThrowingRunnable action, Optional<Duration> longest) {
    RecordedScope scope = run(options, action, longest);
    try (OwnWork own = OwnWork.begin()) {
      if (longest.isEmpty()) {
        scope.close();
      } else if (!longest.get().isZero()) {
        scope
            .handedOver
            .await(longest.get())
            .map(Doubts::unfinished)
            .ifPresent(scope::setUncertified);
      }
      scope.finish();
      return scope.snapshot();
    }
  }

  /** Innermost open scope of this thread. */
  public @Nullable RecordedScope current() {
    Object ledger = open.isEmpty() ? null : gate().currentLedger();
    return ledger == null ? null : open.get(ledger);
  }

  /* The open scope of a ledger. */
  @Nullable RecordedScope scopeOf(Object ledger) {
    return open.get(ledger);
  }

  /* Opens a scope that is at work, inside another one, in own work. */
  RecordedScope openInside(ScopeOptions options, @Nullable RecordedScope around) {
    RecordedScope scope = create(options, around);
    scope.active.begin();
    return scope;
  }

  /** Whether a class, by binary name, is the user's own code. */
  public boolean isUserClass(String className) {
    return sites().origin(className) == Origin.USER;
  }

  List<AccountView> foreignAccounts(long butThread) {
    return others(gate().foreignAccounts().stream(), butThread);
  }

  /**
   * What threads do that no task of theirs ties to another scope, in a scope that is not theirs.
   */
  List<AccountView> otherAccounts(Object ledger, long butThread) {
    return others(
        Stream.of(gate().foreignAccounts(), gate().bornElsewhere(ledger)).flatMap(List::stream),
        butThread);
  }

  private static List<AccountView> others(Stream<AccountView> accounts, long butThread) {
    return accounts.filter(account -> account.threadId() != butThread).toList();
  }

  /** The nearest line of the user's code that is running. */
  AllocationSite callerLine() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> sites().origin(frame.getClassName()) == Origin.USER)
                    .findFirst()
                    .map(frame -> sites().line(frame.toStackTraceElement())))
        .orElseGet(SiteTable::unknownLine);
  }
}
