package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.agent.ClassLook;
import io.trackmemory.tracker.leak.RetainedSearch;
import io.trackmemory.tracker.process.JvmReader;
import io.trackmemory.tracker.record.Engine;
import io.trackmemory.tracker.record.IgnoredLeaks;
import io.trackmemory.tracker.record.LiveThreads;
import io.trackmemory.tracker.record.Outstanding;
import io.trackmemory.tracker.record.RecordedScope;
import io.trackmemory.tracker.record.RecordedSnapshot;
import io.trackmemory.tracker.record.References;
import java.lang.ref.WeakReference;
import java.lang.reflect.Executable;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The door from the other modules to the tracker. Any thread may call it. Long, as it is the one
 * door: each method is a line or two that lead to the room that does the work.
 */
public final class Tracking {

  private Tracking() {}

  /**
   * Attaches the agent if no earlier call has.
   *
   * @return why this JVM cannot be tracked, and what to do; empty if it can
   */
  public static Optional<String> unavailable() {
    return Installation.failure(Settings::ofSystemProperties);
  }

  /**
   * Attaches the agent if no earlier call has, leaving out the packages that {@code settings} say.
   *
   * @return why this JVM cannot be tracked, and what to do; empty if it can
   */
  public static Optional<String> unavailable(Settings settings) {
    return Installation.failure(() -> settings);
  }

  /** Opens a scope for this thread and the work it starts. */
  public static MemoryScope open(ScopeOptions options) {
    return Installation.engine().open(options);
  }

  /**
   * The same for a method of the user's, which goes on as it is if it was running before its class
   * was rewritten: nothing can be certified then.
   */
  public static MemoryScope openForCaller(ScopeOptions options) {
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

  /**
   * Opens a scope for no thread: only what is done {@link #within} it belongs to it.
   *
   * @param around the scope that it is inside of, whatever this thread works for
   */
  public static MemoryScope openApart(ScopeOptions options, Optional<MemoryScope> around) {
    return Installation.engine().openApart(options, around);
  }

  /**
   * Does work in this thread as part of {@code scope}'s; own work that encloses the call does not
   * enclose it. What it throws passes through unchanged.
   */
  public static <T> T within(MemoryScope scope, Callable<T> work) {
    try {
      return Installation.engine().within(scope, work);
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  /**
   * Runs {@code action} in a scope of its own; own work that encloses the call does not enclose the
   * action. What the action throws passes through unchanged. The action itself, with what it
   * captured, counts as a holder of leaks. What it handed over is waited for, {@code
   * trackmemory.leaks.settle} at most.
   */
  public static MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action) {
    try {
      return Installation.engine().measure(options, action);
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  /**
   * The same with another time to wait.
   *
   * @param longest how long at most; the snapshot cannot be certified if work goes on
   */
  public static MemorySnapshot measure(
      ScopeOptions options, ThrowingRunnable action, Duration longest) {
    try {
      return Installation.engine().measure(options, action, longest);
    } catch (Throwable e) {
      throw Rethrow.unchanged(e);
    }
  }

  /**
   * Keeps compiled code able to follow objects between scopes that do, which spares the JIT
   * compiler to begin anew with each. What it compiles meanwhile removes fewer objects, in scopes
   * and outside; a scope that does not follow ends it until the next that does.
   *
   * @return ends it; to be run once
   */
  public static Runnable keepFollowing() {
    return Installation.engine().keepFollowing();
  }

  /** Innermost scope of this thread. */
  public static Optional<MemoryScope> currentScope() {
    return Optional.ofNullable(Installation.currentScope());
  }

  /**
   * Prepares a class that contains test methods, once: marks the bodies of its annotated methods,
   * and tells its calls into assertion and mocking libraries apart as test code.
   */
  public static void prepareTestClass(Class<?> testClass) {
    prepareTestClasses(List.of(testClass));
  }

  /** Prepares several classes at once, at little more cost than one. */
  public static void prepareTestClasses(Collection<? extends Class<?>> testClasses) {
    Installation.engine().prepareTestClasses(testClasses);
  }

  /**
   * Makes each run of {@code method} a scope of its own, inside {@code scope}, from the first
   * instruction of the body to the last, whoever calls it. Checkpoints {@code body} and {@code
   * teardown} are set at begin and end of the first. To be called by the thread that runs the
   * test's callbacks. An inner call is ordinary code.
   *
   * @param peakLimits limits on a run's live bytes, each decided exactly while it runs: its objects
   *     are followed
   */
  public static BodyRuns armBody(MemoryScope scope, Executable method, List<ByteSize> peakLimits) {
    ScopeOptions each = ((RecordedScope) scope).options().withPeakLimits(peakLimits);
    return Installation.engine().arm(scope, List.of(method), true, each);
  }

  /** Like {@link #armBody}, for a body that is not judged by itself: it stays part of the scope. */
  public static BodyRuns markBody(MemoryScope scope, Executable method) {
    return Installation.engine().arm(scope, List.of(method), true, null);
  }

  /**
   * Makes runs of other methods of a test work of its scope where it would be nobody's, as another
   * extension calls them between callbacks. To be called by the thread that runs these.
   */
  public static BodyRuns armMethods(MemoryScope scope, Collection<? extends Executable> methods) {
    return Installation.engine().arm(scope, methods, false, null);
  }

  /**
   * Closes {@code scope} where nobody will ask what it saw: cheaper than {@code close()}, since no
   * snapshot is made. To ask for one afterwards is an {@link IllegalStateException}.
   */
  public static void discard(MemoryScope scope) {
    ((RecordedScope) scope).discard();
  }

  /** Closes {@code scope} without waiting for work that it handed over. */
  public static void end(MemoryScope scope) {
    ((RecordedScope) scope).finish();
  }

  /** Ends the work of {@code scope} in this thread; it stays open for what it handed over. */
  public static void leave(MemoryScope scope) {
    Installation.engine().leave(scope);
  }

  /** Waits for the work that {@code scope} handed over, as long as its settings say. */
  public static void settle(MemoryScope scope) {
    Installation.engine().settle(scope);
  }

  /**
   * Names work that was handed over in the part of a scope that {@code snapshot} is of, and that
   * has not ended now, or is due soon; once the scope is closed, as it closed.
   */
  public static Optional<String> unfinished(MemorySnapshot snapshot, Duration within) {
    return snapshot instanceof RecordedSnapshot recorded
        ? recorded.outstanding().named(within)
        : firstUnfinished(snapshot);
  }

  /**
   * Waits until that work has ended, where the scope is open.
   *
   * @return why figures cannot be certified, as it goes on
   */
  public static Optional<String> await(MemorySnapshot snapshot, Duration longest) {
    Optional<String> work =
        snapshot instanceof RecordedSnapshot recorded
            ? recorded.outstanding().await(longest)
            : firstUnfinished(snapshot);
    return work.map(Outstanding::doubtFor);
  }

  private static Optional<String> firstUnfinished(MemorySnapshot snapshot) {
    return snapshot.unfinishedWork().stream().findFirst().map(UnfinishedWork::toString);
  }

  /**
   * Why the figures of a snapshot cannot be certified though that work has ended: it made more
   * after the snapshot was taken.
   */
  public static Optional<String> madeMore(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded
        ? recorded.outstanding().doubt()
        : Optional.empty();
  }

  /**
   * Objects through which nothing counts as held in {@code scope}: the test instances. What is
   * reachable through them only is in use by the test, not a leak.
   */
  public static void notAHolder(MemoryScope scope, Object object) {
    ((RecordedScope) scope).addNotHolder(object);
  }

  /** Leaks that are no failure, as known when a later snapshot of {@code scope} is judged. */
  public static void expectLeaks(MemoryScope scope, List<KnownLeak> leaks) {
    ((RecordedScope) scope).setKnownLeaks(leaks);
  }

  /** How often each pattern of {@code trackmemory.leaks.ignore} was of use in this JVM so far. */
  public static List<PatternUse> ignoredLeaks() {
    return IgnoredLeaks.uses();
  }

  /**
   * Collects, and tells what became of the object that {@code reference} refers to. Needs no agent.
   *
   * @param settle how long to wait at most for work that was handed over, and for clean-up
   */
  public static ReferenceFate fateOf(WeakReference<?> reference, Duration settle) {
    return References.fateOf(
        reference, settle, Installation.currentScope(), Installation::isUserClass);
  }

  /** Tells what objects keep alive. Needs no agent. */
  public static RetainedObjects retained(RetentionQuery query) {
    try (OwnWork own = OwnWork.begin()) {
      return RetainedSearch.search(query);
    }
  }

  /**
   * Whether objects were followed while {@code snapshot} was recorded, by its scope or any other:
   * the JIT compiler then removes fewer objects, and the JVM's own counter shows more bytes.
   */
  public static boolean followed(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded && recorded.followed();
  }

  /** Hands a verdict to the report of the test in whose scope this thread works, if any. */
  public static void report(Verdict verdict) {
    RecordedScope scope = Installation.currentScope();
    if (!Hearing.takes(verdict) && scope != null) {
      scope.add(verdict);
    }
  }

  /**
   * Hands the verdicts of checks that this thread makes meanwhile to {@code listener} instead.
   *
   * @param words what the user wrote that asks for them
   */
  public static void hear(String words, Consumer<Verdict> listener, Runnable checks) {
    Hearing.of(words, listener, checks);
  }

  /** The checks whose verdicts were handed to {@code scope} and to scopes within it. */
  public static Checks checks(MemoryScope scope) {
    return ((RecordedScope) scope).checks();
  }

  /** Lets go of the checks of {@code scope}: only those made from now on are kept. */
  public static void forgetChecks(MemoryScope scope) {
    ((RecordedScope) scope).forgetChecks();
  }

  /**
   * Notes an assertion that the work of this thread's scope begins, where a test watches that each
   * is used.
   *
   * @param message gives what the test fails with if no check ever uses it
   * @return to be run when a check uses it; running it again does nothing
   */
  public static Runnable beginAssert(Supplier<String> message) {
    return currentPendingAsserts().begin(message);
  }

  /** What is said of assertions begun in {@code scope}, and in those within it, and never used. */
  public static List<String> pendingAsserts(MemoryScope scope) {
    return ((RecordedScope) scope).options().asserts().messages();
  }

  static PendingAsserts currentPendingAsserts() {
    RecordedScope scope = Installation.currentScope();
    return scope == null ? PendingAsserts.outside() : scope.options().asserts();
  }

  static String currentTestClass() {
    RecordedScope scope = Installation.currentScope();
    return scope == null ? "" : scope.options().testClass();
  }

  /** Where the report of the enclosing test will be. */
  public static Optional<URI> reportAddress() {
    try (OwnWork own = OwnWork.begin()) {
      return reportAddressWhenAsked().get();
    }
  }

  static Supplier<Optional<URI>> reportAddressWhenAsked() {
    RecordedScope scope = Installation.currentScope();
    return scope == null ? Optional::empty : scope.options().reportAddress();
  }

  /**
   * Class loaded under a name as messages print it, where exactly or at least one is.
   *
   * @return every loaded class of that name; empty if none is loaded
   */
  public static List<Class<?>> loadedClasses(String typeName) {
    return Installation.engine().loadedClasses(typeName);
  }

  /**
   * Whether a class is loaded that messages print under {@code name}: in full, or without its
   * package.
   */
  public static boolean isClassLoaded(String name) {
    return Installation.engine().isClassLoaded(name);
  }

  /** Whether a class of that package, or of one below it, is loaded. */
  public static boolean isPackageLoaded(String packageName) {
    return Installation.engine().isPackageLoaded(packageName);
  }

  /** Every class that is loaded, but arrays and hidden ones. */
  public static List<Class<?>> loadedClasses() {
    return Installation.engine().loadedClasses();
  }

  /** Whether a class is the user's own code. */
  public static boolean isUserClass(Class<?> type) {
    return Installation.isUserClass(type.getName());
  }

  /** Names of the threads that were seen at work when {@code snapshot} was taken, or live now. */
  public static Set<String> threadNames(MemorySnapshot snapshot) {
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

  /**
   * The user's own code that threads of other work ran while {@code snapshot} was recorded; none
   * where another test was under way.
   */
  public static List<ForeignCode> foreignCode(MemorySnapshot snapshot) {
    return snapshot instanceof RecordedSnapshot recorded ? recorded.foreignCode() : List.of();
  }

  /**
   * Says on standard error that a check passed although a thread ran own code; once for a test
   * class and thread.
   *
   * @param testClass the class, where no tracked test is under way
   * @param check the check, unless it is made for what a user has written elsewhere
   */
  public static void warn(Supplier<String> testClass, ForeignCode code, String check, String text) {
    String known = currentTestClass();
    ForeignWarnings.tell(
        known.isEmpty() ? testClass.get() : known, code, Hearing.words(check) + text);
  }

  /**
   * Whether code of a class, of what it inherits from, or of a class inside one of these names one
   * of some classes. Initialises none; needs no agent.
   */
  public static boolean refers(Class<?> type, Set<Class<?>> classes) {
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.add(each.getName().replace('.', '/')));
    return ClassLook.refers(type, names);
  }

  /** Reads memory and load of this JVM as own work; never attaches the agent. */
  public static JvmSnapshot jvm() {
    try (OwnWork own = OwnWork.begin()) {
      return JvmReader.read();
    }
  }

  static Optional<Settings> currentSettings() {
    RecordedScope scope = Installation.currentScope();
    return scope == null ? Optional.empty() : Optional.of(scope.options().settings());
  }

  static void beginOwnWork() {
    Installation.ownWork(1);
  }

  static void endOwnWork() {
    Installation.ownWork(-1);
  }
}
