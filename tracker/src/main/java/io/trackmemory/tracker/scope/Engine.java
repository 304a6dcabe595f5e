package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.gate.Instrumented;
import io.trackmemory.tracker.gate.StackRates;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.jvm.JvmCounter;
import io.trackmemory.tracker.recorded.Callers;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.SiteSizes;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import java.lang.reflect.Executable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes scopes on the recorder. Any thread may call it; calls are own work. Long, as all
 * that opens or closes a scope is under its lock or hands over to what is.
 */
public final class Engine {

  private static final int LOW_OVERHEAD_LIVE_MAX = 10_000;

  private final Instrumented agent;
  private final JvmCounter jvmCounter;
  private final Map<Object, RecordedScope> open = new ConcurrentHashMap<>();
  /* Open scopes of all threads, the outermost first. */
  private final List<RecordedScope> ofAllThreads = new CopyOnWriteArrayList<>();
  private final FollowUse followUse;

  /** Creates the engine on an installed agent. */
  public Engine(Instrumented agent, JvmCounter jvmCounter) {
    this.agent = agent;
    this.jvmCounter = jvmCounter;
    this.followUse = new FollowUse(this::gate);
  }

  FollowUse followUse() {
    return followUse;
  }

  Gate gate() {
    return agent.gate();
  }

  SiteTable sites() {
    return agent.sites();
  }

  Instrumented agent() {
    return agent;
  }

  /* What a scope recorded, as far as its accounts say. */
  Recorded recorded(RecordedScope scope, List<AccountView> accounts) {
    return new Recorded(
        agent,
        jvmCounter,
        Engine.class,
        scope.ledger,
        scope.options,
        scope.follows,
        scope.ownThreadId,
        scope.leakContext,
        scope.handedOver,
        accounts,
        new SiteSizes(sites(), agent.sizes()),
        new Callers(sites(), accounts));
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

  /** Does work in this thread as part of a scope's, which nobody waits for as for a task. */
  public <T> T within(MemoryScope scope, Callable<T> work) throws Exception {
    RecordedScope entered = (RecordedScope) scope;
    Object token = new Object();
    asOwnWork(entered.active::begin);
    gate().enter(entered.ledger, token);
    try {
      return work.call();
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
      RecordedScope scope = create(options, around == null || around.isPaused() ? null : around);
      scope.active.begin();
      return scope;
    }
  }

  private synchronized RecordedScope create(ScopeOptions options, @Nullable RecordedScope around) {
    RecordedScope nearest = nearestOpen(around); // another thread may have closed it meanwhile
    RecordedScope parent = nearest == null ? innermostOfAllThreads() : nearest;
    Preset preset = options.settings().get(Settings.PRESET);
    long[] peakLimits = peakLimits(options);
    boolean follows =
        options.followObjects()
            || preset == Preset.LEAK_HUNT
            || peakLimits.length > 0
            || (parent != null && parent.follows);
    Object ledger =
        gate()
            .newLedger(
                parent == null ? null : parent.ledger,
                follows,
                StackRates.of(options.settings(), preset, options.fewStacks()),
                liveMax(options.settings()),
                options.settings().get(Settings.HISTORY_MAX),
                peakLimits);
    if (options.allThreads()) {
      gate().allThreads(true, follows, liveMax(options.settings()));
    }
    RecordedScope scope =
        new RecordedScope(this, ledger, options, follows, parent, jvmCounter.countsThisThread());
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
    followUse.opened(follows, options.followWithin());
    return scope;
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
    gate().close(scope.ledger);
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
    RecordedScope scope = from;
    while (scope != null && !open.containsKey(scope.ledger)) {
      scope = scope.parent;
    }
    return scope;
  }

  /**
   * Runs an action in a scope of its own, which stays open for the work that it handed over.
   *
   * @param longest how long a verdict waits for it; empty for what settings say
   */
  public RecordedScope run(
      ScopeOptions options, ThrowingRunnable action, Optional<Duration> longest) throws Throwable {
    RecordedScope scope = createWaiting(options, longest);
    gate().enter(scope.ledger, scope);
    try {
      action.run();
    } catch (Throwable e) {
      scope.discard();
      throw e;
    }
    scope.leave();
    try (OwnWork own = OwnWork.begin()) {
      capturedBy(scope, action);
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

  /** Runs an action in a scope of its own, and waits for the work that it handed over. */
  public MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action) throws Throwable {
    RecordedScope scope = run(options, action, Optional.empty());
    try (OwnWork own = OwnWork.begin()) {
      scope.close();
      return scope.snapshot();
    }
  }

  /** The same; work that goes on after that time makes the snapshot uncertifiable. */
  public MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action, Duration longest)
      throws Throwable {
    RecordedScope scope = run(options, action, Optional.of(longest));
    try (OwnWork own = OwnWork.begin()) {
      if (!longest.isZero()) {
        scope.handedOver.await(longest).ifPresent(scope::setUnawaited);
      }
      scope.finish();
      return scope.snapshot();
    }
  }

  /** What an action captured counts as held. */
  public void capturedBy(RecordedScope scope, ThrowingRunnable action) {
    scope.leakContext.addRoot("captured by the action", action);
  }

  /** Ends a scope's work in this thread; it stays open for the work that it handed over. */
  public void leave(MemoryScope scope) {
    ((RecordedScope) scope).leave();
  }

  /** Waits for the work that a scope handed over, but not for ever. */
  public void settle(MemoryScope of) {
    RecordedScope scope = (RecordedScope) of;
    scope.handedOver.await();
  }

  /** How long verdicts on a scope wait for work that it handed over. */
  public void awaiting(RecordedScope scope, Duration longest) {
    scope.handedOver.setLongest(longest);
  }

  /**
   * Watches what runs leave behind, until their scope closes.
   *
   * @param roots objects that count as holders, by description
   */
  public GrowthWatch watchGrowth(RecordedScope scope, int runs, Map<String, Object> roots) {
    return new GrowthWatch(scope, runs, roots);
  }

  /** Innermost open scope of this thread. */
  public @Nullable RecordedScope current() {
    Object ledger = open.isEmpty() ? null : gate().currentLedger();
    return ledger == null ? null : open.get(ledger);
  }

  /**
   * Makes runs of methods of a test class work of a scope, whoever calls them.
   *
   * @param body whether they are the body of a test
   * @param each how a run's own scope is opened, null for none
   */
  public BodyRuns arm(
      MemoryScope scope,
      Collection<? extends Executable> methods,
      boolean body,
      @Nullable ScopeOptions each) {
    try (OwnWork own = OwnWork.begin()) {
      int[] numbers = methods.stream().mapToInt(agent::number).toArray();
      return new RecordedRuns((RecordedScope) scope, numbers, body, each);
    }
  }

  /** Opens a scope for no thread inside another one, in own work. */
  RecordedScope openInside(ScopeOptions options, RecordedScope around) {
    RecordedScope scope = create(options, around);
    scope.active.begin();
    return scope;
  }

  /** Marks the methods of test classes. */
  public void prepareTestClasses(Collection<? extends Class<?>> types) {
    asOwnWork(() -> agent.prepareTestClasses(types));
  }

  /** Classes loaded under a name as messages print it. */
  public List<Class<?>> loadedClasses(String typeName) {
    return Arrays.<Class<?>>stream(agent.loadedClasses())
        .filter(type -> TypeNames.of(type).equals(typeName))
        .toList();
  }

  /** Every class that is loaded, but arrays and hidden ones. */
  public List<Class<?>> loadedClasses() {
    return Arrays.<Class<?>>stream(agent.loadedClasses())
        .filter(type -> !type.isArray() && !type.isHidden())
        .toList();
  }

  /** Whether a class is loaded of that name, with or without its package. */
  public boolean isClassLoaded(String name) {
    String canonical = name.replace('$', '.');
    String unqualified = "." + canonical;
    return Arrays.stream(agent.loadedClasses())
        .map(type -> TypeNames.of(type).replace('$', '.'))
        .anyMatch(loaded -> loaded.equals(canonical) || loaded.endsWith(unqualified));
  }

  /** Whether a class of a package, or of one below it, is loaded. */
  public boolean isPackageLoaded(String packageName) {
    return Arrays.stream(agent.loadedClasses())
        .anyMatch(type -> type.getName().startsWith(packageName + "."));
  }

  /** Whether a class, by binary name, is the user's own code. */
  public boolean isUserClass(String className) {
    return sites().origin(className) == Origin.USER;
  }

  List<AccountView> foreignAccounts(long butThread) {
    return gate().foreignAccounts().stream()
        .filter(account -> account.threadId() != butThread)
        .toList();
  }

  /**
   * What threads do that no task of theirs ties to another scope, in a scope that is not theirs.
   */
  List<AccountView> otherAccounts(Object ledger, long butThread) {
    List<AccountView> others = new ArrayList<>(foreignAccounts(butThread));
    for (AccountView account : gate().bornElsewhere(ledger)) {
      if (account.threadId() != butThread) {
        others.add(account);
      }
    }
    return others;
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
