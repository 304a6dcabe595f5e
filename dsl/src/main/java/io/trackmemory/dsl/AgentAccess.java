package io.trackmemory.dsl;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.ForeignCode.Treatment;
import io.trackmemory.tracker.spi.Injecting;
import io.trackmemory.tracker.spi.Measuring;
import io.trackmemory.tracker.spi.NumberedRun;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ReferenceFate;
import io.trackmemory.tracker.spi.RepeatedRuns.Plan;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.TestFolders;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tracker of this JVM. */
enum AgentAccess implements TrackerAccess {
  INSTANCE;

  @Override
  public Optional<String> unavailable() {
    return Tracking.DOOR.unavailable();
  }

  @Override
  public void runAround(MeasureOptions options, ThrowingRunnable work) {
    Measuring.of(scope(options), work, options.awaiting()).close();
  }

  @Override
  public void awaitAround() {
    Tracking.DOOR.currentScope().ifPresent(Tracking.DOOR::settle);
  }

  @Override
  public Running run(MeasureOptions options, ThrowingRunnable action) {
    return new AgentRun(Measuring.of(scope(options), action, options.awaiting()));
  }

  @Override
  public Running run(
      MeasureOptions options, ThrowingRunnable action, long failing, Consumer<NumberedRun> seen) {
    return new AgentRun(
        Measuring.numbered(scope(options), action, options.awaiting(), failing, seen));
  }

  @Override
  public Duration settle() {
    return Settings.current().get(Settings.LEAKS_SETTLE);
  }

  @Override
  public Optional<String> unfinished(MemorySnapshot seen, Duration within) {
    return Tracking.DOOR.unfinished(seen, within);
  }

  @Override
  public Optional<String> await(MemorySnapshot seen, Duration longest) {
    return Tracking.DOOR.await(seen, longest);
  }

  @Override
  public Optional<String> madeMore(MemorySnapshot seen) {
    return Tracking.DOOR.madeMore(seen);
  }

  @Override
  public MeasuredRuns repeated(MeasureOptions options, ThrowingRunnable action, Plan plan) {
    return new AgentRuns(Tracking.DOOR.repeat(scope(options), action, plan));
  }

  private static ScopeOptions scope(MeasureOptions options) {
    ScopeOptions scope =
        withPreset(
                options.followObjects() ? ScopeOptions.following() : ScopeOptions.counting(),
                options.preset())
            .withPeakLimits(options.peakLimits())
            .withBudget(options.budget());
    if (options.followWithin()) {
      return scope.followingWithin();
    }
    if (options.oneOfSeveralRuns()) {
      scope = scope.ofOneOfSeveralRuns();
    }
    return options.allThreads() ? scope.ofAllThreads() : scope;
  }

  private static ScopeOptions withPreset(ScopeOptions options, Preset preset) {
    if (preset == Preset.FROM_SETTINGS) {
      return options;
    }
    Settings settings = options.settings().with(Settings.PRESET, preset.settingName());
    return options.with(settings);
  }

  @Override
  public Runnable begin(Supplier<String> message) {
    return Tracking.beginAssert(message);
  }

  @Override
  public void report(Verdict verdict) {
    Tracking.report(verdict);
  }

  @Override
  public Optional<URI> reportAddress() {
    return Tracking.reportAddress();
  }

  @Override
  public List<Class<?>> loadedClasses(String typeName) {
    return Tracking.DOOR.loadedClasses(typeName);
  }

  @Override
  public boolean isClassLoaded(String name) {
    return Tracking.DOOR.isClassLoaded(name);
  }

  @Override
  public List<Class<?>> loadedClasses() {
    return Tracking.DOOR.loadedClasses();
  }

  @Override
  public boolean isUserClass(Class<?> type) {
    return Tracking.DOOR.isUserClass(type);
  }

  @Override
  public Set<String> threadNames(MemorySnapshot seen) {
    return Tracking.DOOR.threadNames(seen);
  }

  @Override
  public boolean isPackageLoaded(String packageName) {
    return Tracking.DOOR.isPackageLoaded(packageName);
  }

  @Override
  public ReferenceFate fateOf(WeakReference<?> reference) {
    return Tracking.DOOR.fateOf(reference, Settings.current().get(Settings.LEAKS_SETTLE));
  }

  @Override
  public RetainedObjects retained(RetentionQuery query) {
    return Tracking.DOOR.retained(query);
  }

  @Override
  public List<ForeignCode> foreignCode(MemorySnapshot seen) {
    return Tracking.DOOR.foreignCode(seen);
  }

  @Override
  public Treatment foreign() {
    return Settings.current().get(Settings.FOREIGN);
  }

  @Override
  public void warn(ForeignCode code, String check, String text) {
    Tracking.warn(CallerLine::testClass, code, check, text);
  }

  @Override
  public BaselinePlace baselines() {
    Settings settings = Settings.current();
    String known = Tracking.testClass();
    Class<?> caller = CallerLine.callingClass();
    return new BaselinePlace(
        settings
            .get(Settings.BASELINE_DIR)
            .map(folder -> folder.toAbsolutePath().normalize())
            .orElseGet(() -> TestFolders.baselines(caller)),
        known.isEmpty() ? caller.getName() : known,
        settings.get(Settings.BASELINE_UPDATE),
        BaselinePlace.isCi(Objects.requireNonNullElse(System.getenv("CI"), "")));
  }

  @Override
  public void tell(String stored) {
    System.err.println("TrackMemory: " + stored);
  }

  @Override
  public boolean proves() {
    return Injecting.isAsked();
  }

  @Override
  public void undone(Runnable work) {
    MemoryScope scope = Tracking.DOOR.openToUndo(false, true).orElseThrow();
    try {
      Tracking.DOOR.within(scope, Executors.callable(() -> asOwnWork(work)));
    } finally {
      Tracking.DOOR.discard(scope);
    }
  }

  @SuppressWarnings("try") // a span is never referenced
  private static void asOwnWork(Runnable work) {
    try (OwnWork own = OwnWork.begin()) {
      work.run();
    }
  }

  @Override
  public Ruling inject(Injection injection, Supplier<Ruling> again, Object expected) {
    if (injection.stays() && !Injecting.ends()) {
      return new Ruling.Uncertified(
          "the scope goes on, and its figures would keep what is injected; ask an action",
          expected);
    }
    InjectedScope injected = new InjectedScope(injection);
    try {
      Injecting.way().run(injected);
      return injected
          .uncertified()
          .<Ruling>map(cause -> new Ruling.Uncertified(cause, expected))
          .orElseGet(again);
    } finally {
      injected.undo();
    }
  }

  @Override
  public boolean abortsUncertified() {
    return Settings.current().get(Settings.ABORT_UNCERTIFIED);
  }
}
