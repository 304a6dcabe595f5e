package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Kind;
import io.trackmemory.tracker.gate.ScopedCallable;
import io.trackmemory.tracker.gate.ScopedTask;
import io.trackmemory.tracker.jvm.CollectionLog;
import io.trackmemory.tracker.jvm.ForcedCollections;
import io.trackmemory.tracker.jvm.JvmReader;
import io.trackmemory.tracker.jvm.LiveThreads;
import io.trackmemory.tracker.recorded.ActiveTime;
import io.trackmemory.tracker.recorded.Callers;
import io.trackmemory.tracker.recorded.HandedOver;
import io.trackmemory.tracker.recorded.LeakContext;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.NativeTotals;
import io.trackmemory.tracker.recorded.NewClasses;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.SiteSizes;
import io.trackmemory.tracker.recorded.Source;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.snapshot.SnapshotMaker;
import io.trackmemory.tracker.spi.MadeObjects;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.RunningTests;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scope on a ledger of the recorder. Long, as it is all of the user's scope, and what closes it
 * must not be told apart from what opens it.
 */
public final class RecordedScope implements MemoryScope, Source {

  static final String ACTION = "captured by the action";

  final Engine engine;
  final Object ledger;

  /** How it was opened. */
  public final ScopeOptions options;

  final boolean follows;
  final @Nullable RecordedScope parent;
  final long ownThreadId;
  final String ownThreadName = Thread.currentThread().getName();
  private final long openedNanos = System.nanoTime();
  final ActiveTime active = new ActiveTime(System::nanoTime, ForcedCollections::readOthers);
  private final Moment atOpening;
  private final long lostAtOpening;
  private final boolean jvmCounts;
  private final OptionalLong residentAtOpening;
  private final int followEpoch;

  /** What a search for leaks in it has to know. */
  public final LeakContext leakContext = new LeakContext();

  private final Optional<NewClasses> newClasses;

  /** Work that it handed over. */
  public final HandedOver handedOver;

  final Neighbours neighbours;
  private final boolean besideATest = RunningTests.areBeside();
  private final long overlapsBefore = RunningTests.overlaps();
  private final Set<RecordedScope> inner = ConcurrentHashMap.newKeySet();
  private final List<Moment.Named> checkpoints = new CopyOnWriteArrayList<>();

  /** The checks of this scope and of those closed inside it. */
  public final CheckLog checks = new CheckLog();

  private volatile @Nullable MemorySnapshot last;
  private volatile boolean closed;
  private volatile boolean paused;
  private volatile @Nullable String uncertified;
  /* Whether it ends as if it had never been. */
  volatile boolean undone;
  private volatile int runs = 1;
  private volatile Optional<GrowthResult> growth = Optional.empty();
  /* Judges calls in it that contracts are on. */
  volatile @Nullable ContractWatch contracts;

  RecordedScope(
      Engine engine,
      Object ledger,
      ScopeOptions options,
      boolean follows,
      @Nullable RecordedScope parent) {
    this.engine = engine;
    this.ledger = ledger;
    this.options = options;
    this.follows = follows;
    this.parent = parent;
    this.ownThreadId = LiveThreads.idOf(Thread.currentThread());
    this.jvmCounts = engine.jvmCounter.countsThisThread();
    this.handedOver =
        new HandedOver(engine.agent(), ledger, options.settings().get(Settings.LEAKS_SETTLE));
    this.followEpoch = engine.followUse.epoch();
    this.lostAtOpening = engine.gate().lostEvents();
    this.residentAtOpening = resident();
    this.atOpening = moment(-1);
    this.neighbours = new Neighbours(this);
    this.newClasses =
        options.oneOfSeveralRuns()
            ? Optional.of(new NewClasses(engine.agent()::loadedClasses))
            : Optional.empty();
    if (parent != null) {
      parent.inner.add(this);
    }
  }

  /* Read where a check may ask for it only: it takes a file. */
  private OptionalLong resident() {
    return options.followObjects() ? JvmReader.residentBytes() : OptionalLong.empty();
  }

  @Override
  public OptionalLong residentGrowth() {
    OptionalLong now = residentAtOpening.isPresent() ? resident() : OptionalLong.empty();
    return now.isPresent()
        ? OptionalLong.of(now.getAsLong() - residentAtOpening.getAsLong())
        : OptionalLong.empty();
  }

  @Override
  public Recorded recorded() {
    List<AccountView> accounts = accounts();
    return new Recorded(
        engine.agent(),
        engine.jvmCounter,
        Engine.class,
        ledger,
        options,
        follows,
        ownThreadId,
        openedNanos,
        jvmCounts,
        atOpening,
        runs,
        leakContext,
        handedOver,
        accounts,
        new SiteSizes(engine.sites(), engine.agent().sizes()),
        new Callers(engine.sites(), accounts));
  }

  @Override
  public boolean lostEvents() {
    return engine.gate().lostEvents() != lostAtOpening;
  }

  private int partOfAll() {
    return options.allThreads() ? engine.gate().nextMoment() - 1 : 0;
  }

  /** What it sees may lack something. */
  public void setUncertified(String why) {
    uncertified = why;
  }

  /* Another scope keeps for itself what its threads do. */
  void setBeside(RecordedScope other) {
    uncertified =
        "a scope of all threads was opened beside one that was open already on thread "
            + other.ownThreadName
            + "; run it when no other test runs";
  }

  @Override
  public Optional<String> uncertified() {
    return Optional.ofNullable(uncertified);
  }

  @Override
  public boolean wasBesideAnother() {
    return besideATest || overlapsBefore != RunningTests.overlaps() || neighbours.wereThere();
  }

  /** Says how many runs of an action it is of; before it closes. */
  void runs(int number) {
    runs = number;
  }

  /** Says what runs of it left behind. */
  void growth(GrowthResult result) {
    growth = Optional.of(result);
  }

  @Override
  public Optional<GrowthResult> growth() {
    return growth;
  }

  /* Those that it is inside of, the nearest first. */
  Stream<RecordedScope> around() {
    return Stream.iterate(parent, Objects::nonNull, scope -> scope.parent);
  }

  boolean isInside(RecordedScope other) {
    return around().anyMatch(scope -> scope == other);
  }

  @Override
  public MemorySnapshot snapshot() {
    try (OwnWork own = OwnWork.begin()) {
      MemorySnapshot done = last;
      if (done == null && closed) {
        throw new IllegalStateException("the scope was closed without a snapshot");
      }
      return done != null ? done : new SnapshotMaker(this).make(now(), List.copyOf(checkpoints));
    }
  }

  @Override
  public boolean sawFollowing() {
    return followEpoch < 0 || followEpoch != engine.followUse.epoch();
  }

  /* With those of all other threads in a scope of all threads. */
  List<AccountView> accounts() {
    List<AccountView> accounts = scopedAccounts();
    if (options.allThreads()) {
      accounts.addAll(engine.foreignAccounts(ownThreadId));
    }
    return accounts;
  }

  /* Accounts of this scope and of those that are open inside it: of each that closes, once. */
  private List<AccountView> scopedAccounts() {
    synchronized (engine) {
      List<AccountView> accounts = new ArrayList<>(engine.gate().accounts(ledger));
      inner.forEach(scope -> accounts.addAll(scope.scopedAccounts()));
      return accounts;
    }
  }

  /* What is still open inside it is inside the one around it from now on. Under the engine's lock. */
  void closedInside(RecordedScope closed) {
    inner.remove(closed);
    inner.addAll(closed.inner);
  }

  /* Counts are read under the lock too: else those of a scope that closes meanwhile, which are
   * added to what was listed before, would be seen twice. */
  @Override
  public Moment now() {
    synchronized (engine) {
      return moment(checkpoints.size());
    }
  }

  private Moment moment(int phase) {
    List<AccountView> all = accounts();
    List<AccountView> others =
        options.allThreads() ? List.of() : engine.otherAccounts(ledger, ownThreadId);
    return new Moment(
        phase,
        partOfAll(),
        engine.gate().nextHandOvers(),
        Totals.ofKinds(all),
        Totals.of(others, Kind.COUNTED),
        NativeTotals.of(all, ownThreadId),
        ownJvmBytes(),
        System.nanoTime() - openedNanos,
        active.spent(),
        CollectionLog.mark());
  }

  private long ownJvmBytes() {
    return engine.gate().accounts(ledger).stream()
        .filter(account -> account.threadId() == ownThreadId)
        .mapToLong(AccountView::jvmBytes)
        .max() // those adopted are a part of its own
        .orElse(0);
  }

  @Override
  public void checkpoint(String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("checkpoint must have a name: " + name);
    }
    try (OwnWork own = OwnWork.begin()) {
      synchronized (checkpoints) {
        if (checkpoints.stream().anyMatch(known -> known.name().equals(name))) {
          throw new IllegalArgumentException("checkpoint must be new in its scope: " + name);
        }
        checkpoints.add(new Moment.Named(name, now()));
        engine.gate().nextPhase(ledger);
      }
    }
  }

  void checkpointOnce(String name) {
    synchronized (checkpoints) {
      if (checkpoints.stream().noneMatch(known -> known.name().equals(name))) {
        checkpoint(name);
      }
    }
  }

  boolean limitsLiveBytes() {
    return !options.peakLimits().isEmpty() || options.budget().isPresent();
  }

  /* Time that goes by from now on is none of those around it, or is again. */
  void pauseAround(boolean now) {
    around().filter(scope -> !scope.paused).forEach(scope -> scope.active.pause(now));
  }

  /* Pauses or resumes it without what its thread counts: whether it was paused. */
  boolean setPaused(boolean now) {
    boolean before = paused;
    paused = now;
    active.pause(now);
    return before;
  }

  @Override
  public Pause pause() {
    if (paused || closed) {
      return () -> {};
    }
    engine.gate().ownWork(1);
    active.pause(true);
    paused = true;
    return this::resume;
  }

  @Override
  public void resume() {
    if (paused) {
      paused = false;
      active.pause(false);
      engine.gate().ownWork(-1);
    }
  }

  @Override
  public Runnable wrap(Runnable task) {
    requireTask(task);
    return assigned(new ScopedTask(engine.gate(), task));
  }

  @Override
  public <T> Callable<T> wrap(Callable<T> task) {
    requireTask(task);
    return assigned(new ScopedCallable<>(engine.gate(), task));
  }

  private <T> T assigned(T task) {
    try (OwnWork own = OwnWork.begin()) {
      engine.gate().assign(task, ledger);
      return task;
    }
  }

  @Override
  public Executor wrap(Executor executor) {
    requireTask(executor);
    return task -> executor.execute(wrap(task));
  }

  private static void requireTask(Object task) {
    if (task == null) {
      throw new IllegalArgumentException("what is wrapped must not be null");
    }
  }

  @Override
  public void expectCollected(Object object, String why) {
    if (object == null || why == null) {
      throw new IllegalArgumentException((object == null ? "object" : "why") + " must not be null");
    }
    if (!follows) {
      throw new IllegalStateException(
          "expectCollected needs a scope that follows objects, for a check on leaks to judge: put"
              + " @NoLeaks on the test");
    }
    try (OwnWork own = OwnWork.begin()) {
      leakContext.addExpected(
          new LeakContext.Expected(new WeakReference<>(object), why, engine.callerLine()));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      leave();
      handedOver.await();
      finish();
    }
  }

  /** Closes it without waiting for work that it handed over. */
  public void finish() {
    close(true);
  }

  /** Closes it where nobody will ask what it saw: no snapshot is made. */
  public void discard() {
    close(false);
  }

  /** Ends its work in this thread; it stays open for the work that it handed over. */
  public void leave() {
    for (RecordedScope open : openInside()) {
      open.finish();
    }
    resume();
    engine.gate().leave(this);
  }

  private void close(boolean keepsSnapshot) {
    if (closed) {
      return;
    }
    leave();
    try (OwnWork own = OwnWork.begin()) {
      if (keepsSnapshot) {
        SnapshotMaker maker = new SnapshotMaker(this);
        Moment end = now();
        last = maker.make(end, List.copyOf(checkpoints));
        handedOver.ended(maker.left(), end);
      }
      closed = true;
      if (!engine.closed(this)) {
        return;
      }
      if (parent != null && !undone) {
        parent.checks.addAll(checks.checks());
      }
    }
    CollectionLog.await();
    try (OwnWork own = OwnWork.begin()) {
      CollectionLog.stop();
    }
  }

  /* Scopes that this thread opened inside this one; an array, because walking it allocates nothing. */
  private RecordedScope[] openInside() {
    try (OwnWork own = OwnWork.begin()) {
      return inner.stream()
          .filter(scope -> scope.ownThreadId == ownThreadId)
          .toArray(RecordedScope[]::new);
    }
  }

  /** What is alive of what was made in it. */
  public MadeObjects made() {
    return new MadeObjects(
        accounts().stream()
            .flatMap(account -> Arrays.stream(account.followed()))
            .filter(reference -> reference != null && !reference.refersTo(null))
            .toList(),
        newClasses.map(NewClasses::since).orElse(List.of()));
  }

  /* What an action captured counts as held. */
  void captured(ThrowingRunnable action) {
    leakContext.addRoot(ACTION, action);
  }

  boolean isPaused() {
    return paused;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
