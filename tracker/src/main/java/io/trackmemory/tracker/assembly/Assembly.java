package io.trackmemory.tracker.assembly;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.agent.ClassLook;
import io.trackmemory.tracker.base.Entrance;
import io.trackmemory.tracker.gate.Doubts;
import io.trackmemory.tracker.heap.HeapDumps;
import io.trackmemory.tracker.holder.EarlierRuns;
import io.trackmemory.tracker.jdk.GeneratedNames;
import io.trackmemory.tracker.jvm.JvmReader;
import io.trackmemory.tracker.jvm.LiveThreads;
import io.trackmemory.tracker.question.IgnoredLeaks;
import io.trackmemory.tracker.question.References;
import io.trackmemory.tracker.question.RetainedSearch;
import io.trackmemory.tracker.question.ToldLeaks;
import io.trackmemory.tracker.recorded.LeakContext.DefinedInRuns;
import io.trackmemory.tracker.recorded.Outstanding;
import io.trackmemory.tracker.scope.ContractWatch;
import io.trackmemory.tracker.scope.Engine;
import io.trackmemory.tracker.scope.GrowthWatch;
import io.trackmemory.tracker.scope.NumberedAction;
import io.trackmemory.tracker.scope.RecordedRuns;
import io.trackmemory.tracker.scope.RecordedScope;
import io.trackmemory.tracker.scope.RunsOfAction;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.snapshot.RecordedSnapshot;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.ContractCall;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.GrowthSpan;
import io.trackmemory.tracker.spi.KeptByLibrary;
import io.trackmemory.tracker.spi.KnownLeak;
import io.trackmemory.tracker.spi.MadeObjects;
import io.trackmemory.tracker.spi.NumberedRun;
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
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

  private static Engine engine() {
    return Installation.engine();
  }

  private static RecordedScope recorded(MemoryScope scope) {
    return (RecordedScope) scope;
  }

  private static Optional<Outstanding> outstanding(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded
        ? Optional.of(recorded.outstanding())
        : Optional.empty();
  }

  @Override
  public Optional<String> unavailable() {
    return Installation.failure(Settings::ofSystemProperties);
  }

  @Override
  public Optional<String> unavailable(Settings settings) {
    return Installation.failure(() -> settings);
  }

  @Override
  public MemoryScope open(ScopeOptions options) {
    return engine().open(options);
  }

  /* The caller is a method of the user's, which goes on as it is if it was running before its class
   * was rewritten: nothing can be certified then. */
  @Override
  public MemoryScope open(boolean allThreads) {
    return openForCaller(
        allThreads ? ScopeOptions.followingAllThreads() : ScopeOptions.following());
  }

  @Override
  public MemoryScope openCounting() {
    return openForCaller(ScopeOptions.counting());
  }

  private MemoryScope openForCaller(ScopeOptions options) {
    boolean first = !Installation.isDone();
    Engine engine = engine();
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
  public MemoryScope openApart(ScopeOptions options, Optional<MemoryScope> around) {
    return engine().openApart(options, around);
  }

  @Override
  public <T> T within(MemoryScope scope, Callable<T> work) {
    return engine().within(scope, work);
  }

  @Override
  public MemorySnapshot measure(ThrowingRunnable action) {
    return measure(ScopeOptions.following(), action);
  }

  @Override
  public MemorySnapshot count(ThrowingRunnable action) {
    return measure(ScopeOptions.counting(), action);
  }

  @Override
  public MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action) {
    return engine().measure(options, action, Optional.empty());
  }

  @Override
  public MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action, Duration longest) {
    return engine().measure(options, action, Optional.of(longest));
  }

  @Override
  public MemoryScope run(
      ScopeOptions options, ThrowingRunnable action, Optional<Duration> awaiting) {
    return engine().run(options, action, awaiting);
  }

  @Override
  public MemoryScope runNumbered(
      ScopeOptions options,
      ThrowingRunnable action,
      Optional<Duration> awaiting,
      long failing,
      Consumer<NumberedRun> seen) {
    return new NumberedAction(engine(), failing).run(options, action, awaiting, seen);
  }

  @Override
  public RepeatedRuns repeat(
      ScopeOptions options, ThrowingRunnable action, RepeatedRuns.Plan plan) {
    return new RunsOfAction(engine(), options, action, plan);
  }

  @Override
  public GrowthSpan watchGrowth(ScopeOptions options, int runs, Map<String, Object> roots) {
    return GrowthWatch.ofOthers(engine(), options, runs, roots);
  }

  @Override
  public Runnable keepFollowing() {
    return engine().keepFollowing();
  }

  @Override
  public Optional<MemoryScope> currentScope() {
    return Optional.ofNullable(Installation.currentScope());
  }

  @Override
  public @Nullable ScopeOptions currentOptions() {
    RecordedScope scope = Installation.currentScope();
    return scope == null ? null : scope.options;
  }

  @Override
  public void prepareTestClasses(Collection<? extends Class<?>> testClasses) {
    Engine engine = engine();
    try (OwnWork own = OwnWork.begin()) {
      engine.agent().prepareTestClasses(testClasses);
    }
  }

  @Override
  public BodyRuns armBody(
      MemoryScope scope, Executable method, List<ByteSize> peakLimits, BodyRuns.Last last) {
    ScopeOptions each = recorded(scope).options.withPeakLimits(peakLimits);
    return armed(scope, List.of(method), true, each, last);
  }

  private static BodyRuns armed(
      MemoryScope scope,
      Collection<? extends Executable> methods,
      boolean body,
      @Nullable ScopeOptions each,
      BodyRuns.Last last) {
    try (OwnWork own = OwnWork.begin()) {
      return new RecordedRuns(recorded(scope), methods, body, each, last);
    }
  }

  @Override
  public BodyRuns markBody(MemoryScope scope, Executable method) {
    return armed(scope, List.of(method), true, null, BodyRuns.Last.NOTHING);
  }

  @Override
  public BodyRuns armMethods(MemoryScope scope, Collection<? extends Executable> methods) {
    return armed(scope, methods, false, null, BodyRuns.Last.NOTHING);
  }

  @Override
  public void discard(MemoryScope scope) {
    recorded(scope).discard();
  }

  @Override
  public Optional<MemoryScope> openToUndo(boolean limited, boolean alone) {
    return engine().openToUndo(limited, alone).map(scope -> scope);
  }

  @Override
  public void end(MemoryScope scope) {
    recorded(scope).finish();
  }

  @Override
  public void leave(MemoryScope scope) {
    recorded(scope).leave();
  }

  @Override
  public void settle(MemoryScope scope) {
    recorded(scope).handedOver.await();
  }

  @Override
  public Optional<String> unfinished(MemorySnapshot snapshot, Duration within) {
    return outstanding(snapshot)
        .map(work -> work.named(within))
        .orElseGet(() -> firstUnfinished(snapshot));
  }

  @Override
  public Optional<String> await(MemorySnapshot snapshot, Duration longest) {
    return outstanding(snapshot)
        .map(work -> work.await(longest))
        .orElseGet(() -> firstUnfinished(snapshot))
        .map(Doubts::unfinished)
        .or(() -> outstanding(snapshot).flatMap(Outstanding::unseen));
  }

  private static Optional<String> firstUnfinished(MemorySnapshot snapshot) {
    return snapshot.unfinishedWork().stream().findFirst().map(UnfinishedWork::toString);
  }

  @Override
  public Optional<String> madeMore(MemorySnapshot snapshot) {
    return outstanding(snapshot).flatMap(Outstanding::doubt);
  }

  @Override
  public void notAHolder(MemoryScope scope, Object object) {
    try (OwnWork own = OwnWork.begin()) {
      recorded(scope).leakContext.addNotHolder(object);
    }
  }

  @Override
  public void expectLeaks(MemoryScope scope, List<KnownLeak> leaks) {
    recorded(scope).leakContext.setKnown(leaks);
  }

  @Override
  public MadeObjects madeIn(MemoryScope scope) {
    try (OwnWork own = OwnWork.begin()) {
      return recorded(scope).made();
    }
  }

  @Override
  public void comesAfter(MemoryScope scope, MadeObjects before) {
    try (OwnWork own = OwnWork.begin()) {
      RecordedScope last = recorded(scope);
      last.leakContext.setEarlier(
          EarlierRuns.of(before.references()),
          new DefinedInRuns(before.classes(), last.made().classes()));
    }
  }

  @Override
  public List<KeptByLibrary> keptByLibraries() {
    return ToldLeaks.all();
  }

  @Override
  public List<PatternUse> ignoredLeaks() {
    return IgnoredLeaks.uses();
  }

  @Override
  public ReferenceFate fateOf(WeakReference<?> reference, Duration settle) {
    RecordedScope scope = Installation.currentScope();
    return References.fateOf(
        reference, settle, scope == null ? null : scope.handedOver, Installation::isUserClass);
  }

  @Override
  public RetainedObjects retained(RetentionQuery query) {
    try (OwnWork own = OwnWork.begin()) {
      return RetainedSearch.search(query);
    }
  }

  @Override
  public boolean followed(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded && recorded.followed();
  }

  @Override
  public void keep(Verdict verdict) {
    RecordedScope scope = Installation.currentScope();
    if (scope != null) {
      scope.checks.add(verdict);
    }
  }

  @Override
  public Checks checks(MemoryScope scope) {
    return recorded(scope).checks.checks();
  }

  @Override
  public void forgetChecks(MemoryScope scope) {
    recorded(scope).checks.clear();
  }

  @Override
  public Runnable watchContracts(MemoryScope scope, Consumer<ContractCall> judge) {
    try (OwnWork own = OwnWork.begin()) {
      return new ContractWatch(recorded(scope), judge)::end;
    }
  }

  @Override
  public List<String> pendingAsserts(MemoryScope scope) {
    return recorded(scope).options.asserts().messages();
  }

  private static Stream<Class<?>> loaded() {
    return Arrays.stream(engine().agent().loadedClasses());
  }

  @Override
  public List<Class<?>> loadedClasses(String typeName) {
    return loaded().filter(type -> TypeNames.of(type).equals(typeName)).toList();
  }

  @Override
  public void dumpHeap(Path file) throws IOException {
    HeapDumps.write(file);
  }

  @Override
  public boolean isClassLoaded(String name) {
    String canonical = name.replace('$', '.');
    String unqualified = "." + canonical;
    return loaded()
        .map(type -> TypeNames.of(type).replace('$', '.'))
        .anyMatch(loaded -> loaded.equals(canonical) || loaded.endsWith(unqualified));
  }

  @Override
  public boolean isPackageLoaded(String packageName) {
    return loaded().anyMatch(type -> type.getName().startsWith(packageName + "."));
  }

  @Override
  public List<Class<?>> loadedClasses() {
    return loaded().filter(type -> !type.isArray() && !type.isHidden()).toList();
  }

  @Override
  public boolean isUserClass(Class<?> type) {
    return Installation.isUserClass(type.getName());
  }

  @Override
  public Set<String> threadNames(MemorySnapshot snapshot) {
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
  public List<ForeignCode> foreignCode(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded ? recorded.foreignCode() : List.of();
  }

  @Override
  public boolean refers(Class<?> type, Set<Class<?>> classes) {
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.add(each.getName().replace('.', '/')));
    return ClassLook.refers(type, names);
  }

  @Override
  public StackTraceElement frame(Method method) {
    return ClassLook.frame(method);
  }

  @Override
  public boolean hasLines(Class<?> type, String method) {
    return ClassLook.hasLines(type, method);
  }

  @Override
  public String foldedName(String className) {
    return GeneratedNames.folded(className);
  }

  @Override
  public JvmSnapshot jvm() {
    try (OwnWork own = OwnWork.begin()) {
      return JvmReader.read();
    }
  }
}
