package io.trackmemory.tracker.assembly;

import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.agent.ClassLook;
import io.trackmemory.tracker.base.Entrance;
import io.trackmemory.tracker.base.Rethrow;
import io.trackmemory.tracker.jvm.JvmReader;
import io.trackmemory.tracker.jvm.LiveThreads;
import io.trackmemory.tracker.question.IgnoredLeaks;
import io.trackmemory.tracker.question.References;
import io.trackmemory.tracker.question.RetainedSearch;
import io.trackmemory.tracker.recorded.Outstanding;
import io.trackmemory.tracker.scope.Engine;
import io.trackmemory.tracker.scope.GrowthOfScopes;
import io.trackmemory.tracker.scope.RecordedScope;
import io.trackmemory.tracker.scope.RunsOfAction;
import io.trackmemory.tracker.snapshot.RecordedSnapshot;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.GrowthSpan;
import io.trackmemory.tracker.spi.KnownLeak;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.PatternUse;
import io.trackmemory.tracker.spi.ReferenceFate;
import io.trackmemory.tracker.spi.RepeatedRuns;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.StackTraces;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.ref.WeakReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is behind the public face and the door. Any thread may call it. Long, as it is all that the
 * door leads to: each method is a line or two that lead to the room that does the work.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class Assembly
    implements Tracking, Entrance<ThrowingRunnable, MemoryScope, MemorySnapshot, JvmSnapshot> {

  /** Found by its name, and made once. */
  public Assembly() {}

  @Override
  public MemorySnapshot measure(ThrowingRunnable action) {
    return doMeasure(ScopeOptions.following(), action, null);
  }

  @Override
  public JvmSnapshot jvm() {
    return doJvm();
  }

  @Override
  public Optional<String> doInstall(Supplier<Settings> settings) {
    return Installation.failure(settings);
  }

  @Override
  public MemoryScope doOpen(ScopeOptions options) {
    return Installation.engine().open(options);
  }

  /* The caller is a method of the user's, which goes on as it is if it was running before its class
   * was rewritten: nothing can be certified then. */
  @Override
  public MemoryScope open(boolean allThreads) {
    ScopeOptions options =
        allThreads ? ScopeOptions.followingAllThreads() : ScopeOptions.following();
    boolean first = !Installation.isDone();
    Engine engine = Installation.engine();
    Optional<String> doubt = doubtOfCaller(first);
    RecordedScope scope = engine.open(options);
    if (doubt.isPresent()) {
      scope.setUncertified(doubt.get());
    }
    return scope;
  }

  private static Optional<String> doubtOfCaller(boolean first) {
    try (OwnWork own = OwnWork.begin()) {
      return StackTraces.callerWithoutLine()
          .or(() -> first ? Optional.of("the method that opened it") : Optional.empty())
          .map(
              method ->
                  method
                      + " was running when the first measurement rewrote its class, so that what it"
                      + " makes itself is not counted; make one before it is called, such as"
                      + " MemoryTracker.measure(() -> {}) at the very beginning, or measure what it"
                      + " calls with assertThatMemory(() -> ...)");
    }
  }

  @Override
  public MemoryScope doOpenApart(ScopeOptions options, Optional<MemoryScope> around) {
    return Installation.engine().openApart(options, around);
  }

  @Override
  public <T> T doWithin(MemoryScope scope, Callable<T> work) {
    try {
      return Installation.engine().within(scope, work);
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  @Override
  public MemorySnapshot doMeasure(
      ScopeOptions options, ThrowingRunnable action, @Nullable Duration longest) {
    Engine engine = Installation.engine();
    try {
      return longest == null
          ? engine.measure(options, action)
          : engine.measure(options, action, longest);
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  @Override
  public MemoryScope doRun(
      ScopeOptions options, ThrowingRunnable action, Optional<Duration> awaiting) {
    try {
      return Installation.engine().run(options, action, awaiting);
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  @Override
  public RepeatedRuns doRepeat(
      ScopeOptions options, ThrowingRunnable action, RepeatedRuns.Plan plan) {
    return new RunsOfAction(Installation.engine(), options, action, plan);
  }

  @Override
  public GrowthSpan doWatchGrowth(ScopeOptions options, int runs, Map<String, Object> roots) {
    return new GrowthOfScopes(Installation.engine(), options, runs, roots);
  }

  @Override
  public Runnable doKeepFollowing() {
    return Installation.engine().keepFollowing();
  }

  @Override
  public Optional<MemoryScope> doCurrentScope() {
    return Optional.ofNullable(Installation.currentScope());
  }

  @Override
  public @Nullable ScopeOptions doCurrentOptions() {
    RecordedScope scope = Installation.currentScope();
    return scope == null ? null : scope.options();
  }

  @Override
  public void doPrepareTestClasses(Collection<? extends Class<?>> testClasses) {
    Installation.engine().prepareTestClasses(testClasses);
  }

  @Override
  public BodyRuns doArm(
      MemoryScope scope,
      Collection<? extends Executable> methods,
      boolean body,
      @Nullable ScopeOptions each) {
    return Installation.engine().arm(scope, methods, body, each);
  }

  @Override
  public void doDiscard(MemoryScope scope) {
    ((RecordedScope) scope).discard();
  }

  @Override
  public void doEnd(MemoryScope scope) {
    ((RecordedScope) scope).finish();
  }

  @Override
  public void doLeave(MemoryScope scope) {
    Installation.engine().leave(scope);
  }

  @Override
  public void doSettle(MemoryScope scope) {
    Installation.engine().settle(scope);
  }

  @Override
  public Optional<String> doUnfinished(MemorySnapshot snapshot, Duration within) {
    return snapshot instanceof RecordedSnapshot recorded
        ? recorded.outstanding().named(within)
        : firstUnfinished(snapshot);
  }

  @Override
  public Optional<String> doAwait(MemorySnapshot snapshot, Duration longest) {
    Optional<String> work =
        snapshot instanceof RecordedSnapshot recorded
            ? recorded.outstanding().await(longest)
            : firstUnfinished(snapshot);
    return work.map(Outstanding::doubtFor);
  }

  private static Optional<String> firstUnfinished(MemorySnapshot snapshot) {
    return snapshot.unfinishedWork().stream().findFirst().map(UnfinishedWork::toString);
  }

  @Override
  public Optional<String> doMadeMore(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded
        ? recorded.outstanding().doubt()
        : Optional.empty();
  }

  @Override
  public void doNotAHolder(MemoryScope scope, Object object) {
    ((RecordedScope) scope).addNotHolder(object);
  }

  @Override
  public void doExpectLeaks(MemoryScope scope, List<KnownLeak> leaks) {
    ((RecordedScope) scope).setKnownLeaks(leaks);
  }

  @Override
  public List<PatternUse> doIgnoredLeaks() {
    return IgnoredLeaks.uses();
  }

  @Override
  public ReferenceFate doFateOf(WeakReference<?> reference, Duration settle) {
    RecordedScope scope = Installation.currentScope();
    return References.fateOf(
        reference, settle, scope == null ? null : scope.handedOver(), Installation::isUserClass);
  }

  @Override
  public RetainedObjects doRetained(RetentionQuery query) {
    try (OwnWork own = OwnWork.begin()) {
      return RetainedSearch.search(query);
    }
  }

  @Override
  public boolean doFollowed(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded && recorded.followed();
  }

  @Override
  public void doReport(Verdict verdict) {
    RecordedScope scope = Installation.currentScope();
    if (scope != null) {
      scope.add(verdict);
    }
  }

  @Override
  public Checks doChecks(MemoryScope scope) {
    return ((RecordedScope) scope).checks();
  }

  @Override
  public void doForgetChecks(MemoryScope scope) {
    ((RecordedScope) scope).forgetChecks();
  }

  @Override
  public ScopeOptions doOptions(MemoryScope scope) {
    return ((RecordedScope) scope).options();
  }

  @Override
  public List<Class<?>> doLoadedClasses(String typeName) {
    return Installation.engine().loadedClasses(typeName);
  }

  @Override
  public boolean doIsClassLoaded(String name) {
    return Installation.engine().isClassLoaded(name);
  }

  @Override
  public boolean doIsPackageLoaded(String packageName) {
    return Installation.engine().isPackageLoaded(packageName);
  }

  @Override
  public List<Class<?>> doLoadedClasses() {
    return Installation.engine().loadedClasses();
  }

  @Override
  public boolean doIsUserClass(String className) {
    return Installation.isUserClass(className);
  }

  @Override
  public Set<String> doThreadNames(MemorySnapshot snapshot) {
    try (OwnWork own = OwnWork.begin()) {
      Set<String> names = new TreeSet<>(LiveThreads.names());
      snapshot.threads().forEach(thread -> names.add(thread.threadName()));
      snapshot.foreignThreads().forEach(thread -> names.add(thread.threadName()));
      if (snapshot instanceof RecordedSnapshot recorded) {
        names.addAll(recorded.threadNames());
      }
      return names;
    }
  }

  @Override
  public List<ForeignCode> doForeignCode(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded ? recorded.foreignCode() : List.of();
  }

  @Override
  public boolean doRefers(Class<?> type, Set<String> names) {
    return ClassLook.refers(type, names);
  }

  @Override
  public StackTraceElement doFrame(Method method) {
    return ClassLook.frame(method);
  }

  @Override
  public boolean doHasLines(Class<?> type, String method) {
    return ClassLook.hasLines(type, method);
  }

  @Override
  public JvmSnapshot doJvm() {
    try (OwnWork own = OwnWork.begin()) {
      return JvmReader.read();
    }
  }
}
