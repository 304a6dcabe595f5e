package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door from the other modules to the tracker. Any thread may call it. Other modules call the
 * static methods; what they ask is done by the methods named {@code do...}, of whoever puts the
 * rooms of the tracker together, so that the door knows none of them. Long, as it is the one door.
 */
public interface Tracking {

  /**
   * Attaches the agent if no earlier call has.
   *
   * @return why this JVM cannot be tracked, and what to do; empty if it can
   */
  static Optional<String> unavailable() {
    return Door.BEHIND.doInstall(Settings::ofSystemProperties);
  }

  /**
   * Attaches the agent if no earlier call has, leaving out the packages that {@code settings} say.
   *
   * @return why this JVM cannot be tracked, and what to do; empty if it can
   */
  static Optional<String> unavailable(Settings settings) {
    return Door.BEHIND.doInstall(() -> settings);
  }

  /** Opens a scope for this thread and the work it starts. */
  static MemoryScope open(ScopeOptions options) {
    return Door.BEHIND.doOpen(options);
  }

  /**
   * Opens a scope for no thread: only what is done {@link #within} it belongs to it.
   *
   * @param around the scope that it is inside of, whatever this thread works for
   */
  static MemoryScope openApart(ScopeOptions options, Optional<MemoryScope> around) {
    return Door.BEHIND.doOpenApart(options, around);
  }

  /**
   * Does work in this thread as part of {@code scope}'s; own work that encloses the call does not
   * enclose it. What it throws passes through unchanged.
   */
  static <T> T within(MemoryScope scope, Callable<T> work) {
    return Door.BEHIND.doWithin(scope, work);
  }

  /**
   * Runs {@code action} in a scope of its own; own work that encloses the call does not enclose the
   * action. What the action throws passes through unchanged. The action itself, with what it
   * captured, counts as a holder of leaks. What it handed over is waited for, {@code
   * trackmemory.leaks.settle} at most.
   */
  static MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action) {
    return Door.BEHIND.doMeasure(options, action, null);
  }

  /**
   * The same with another time to wait.
   *
   * @param longest how long at most; the snapshot cannot be certified if work goes on
   */
  static MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action, Duration longest) {
    return Door.BEHIND.doMeasure(options, action, longest);
  }

  /**
   * Keeps compiled code able to follow objects between scopes that do, which spares the JIT
   * compiler to begin anew with each. What it compiles meanwhile removes fewer objects, in scopes
   * and outside; a scope that does not follow ends it until the next that does.
   *
   * @return ends it; to be run once
   */
  static Runnable keepFollowing() {
    return Door.BEHIND.doKeepFollowing();
  }

  /** Innermost scope of this thread. */
  static Optional<MemoryScope> currentScope() {
    return Door.BEHIND.doCurrentScope();
  }

  /**
   * Prepares a class that contains test methods, once: marks the bodies of its annotated methods,
   * and tells its calls into assertion and mocking libraries apart as test code.
   */
  static void prepareTestClass(Class<?> testClass) {
    prepareTestClasses(List.of(testClass));
  }

  /** Prepares several classes at once, at little more cost than one. */
  static void prepareTestClasses(Collection<? extends Class<?>> testClasses) {
    Door.BEHIND.doPrepareTestClasses(testClasses);
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
  static BodyRuns armBody(MemoryScope scope, Executable method, List<ByteSize> peakLimits) {
    ScopeOptions each = Door.BEHIND.doOptions(scope).withPeakLimits(peakLimits);
    return Door.BEHIND.doArm(scope, List.of(method), true, each);
  }

  /** Like {@link #armBody}, for a body that is not judged by itself: it stays part of the scope. */
  static BodyRuns markBody(MemoryScope scope, Executable method) {
    return Door.BEHIND.doArm(scope, List.of(method), true, null);
  }

  /**
   * Makes runs of other methods of a test work of its scope where it would be nobody's, as another
   * extension calls them between callbacks. To be called by the thread that runs these.
   */
  static BodyRuns armMethods(MemoryScope scope, Collection<? extends Executable> methods) {
    return Door.BEHIND.doArm(scope, methods, false, null);
  }

  /**
   * Closes {@code scope} where nobody will ask what it saw: cheaper than {@code close()}, since no
   * snapshot is made. To ask for one afterwards is an {@link IllegalStateException}.
   */
  static void discard(MemoryScope scope) {
    Door.BEHIND.doDiscard(scope);
  }

  /** Closes {@code scope} without waiting for work that it handed over. */
  static void end(MemoryScope scope) {
    Door.BEHIND.doEnd(scope);
  }

  /** Ends the work of {@code scope} in this thread; it stays open for what it handed over. */
  static void leave(MemoryScope scope) {
    Door.BEHIND.doLeave(scope);
  }

  /** Waits for the work that {@code scope} handed over, as long as its settings say. */
  static void settle(MemoryScope scope) {
    Door.BEHIND.doSettle(scope);
  }

  /**
   * Names work that was handed over in the part of a scope that {@code snapshot} is of, and that
   * has not ended now, or is due soon; once the scope is closed, as it closed.
   */
  static Optional<String> unfinished(MemorySnapshot snapshot, Duration within) {
    return Door.BEHIND.doUnfinished(snapshot, within);
  }

  /**
   * Waits until that work has ended, where the scope is open.
   *
   * @return why figures cannot be certified, as it goes on
   */
  static Optional<String> await(MemorySnapshot snapshot, Duration longest) {
    return Door.BEHIND.doAwait(snapshot, longest);
  }

  /**
   * Why the figures of a snapshot cannot be certified though that work has ended: it made more
   * after the snapshot was taken.
   */
  static Optional<String> madeMore(MemorySnapshot snapshot) {
    return Door.BEHIND.doMadeMore(snapshot);
  }

  /**
   * Objects through which nothing counts as held in {@code scope}: the test instances. What is
   * reachable through them only is in use by the test, not a leak.
   */
  static void notAHolder(MemoryScope scope, Object object) {
    Door.BEHIND.doNotAHolder(scope, object);
  }

  /** Leaks that are no failure, as known when a later snapshot of {@code scope} is judged. */
  static void expectLeaks(MemoryScope scope, List<KnownLeak> leaks) {
    Door.BEHIND.doExpectLeaks(scope, leaks);
  }

  /** How often each pattern of {@code trackmemory.leaks.ignore} was of use in this JVM so far. */
  static List<PatternUse> ignoredLeaks() {
    return Door.BEHIND.doIgnoredLeaks();
  }

  /**
   * Collects, and tells what became of the object that {@code reference} refers to. Needs no agent.
   *
   * @param settle how long to wait at most for work that was handed over, and for clean-up
   */
  static ReferenceFate fateOf(WeakReference<?> reference, Duration settle) {
    return Door.BEHIND.doFateOf(reference, settle);
  }

  /** Tells what objects keep alive. Needs no agent. */
  static RetainedObjects retained(RetentionQuery query) {
    return Door.BEHIND.doRetained(query);
  }

  /**
   * Whether objects were followed while {@code snapshot} was recorded, by its scope or any other:
   * the JIT compiler then removes fewer objects, and the JVM's own counter shows more bytes.
   */
  static boolean followed(MemorySnapshot snapshot) {
    return Door.BEHIND.doFollowed(snapshot);
  }

  /** Hands a verdict to the report of the test in whose scope this thread works, if any. */
  static void report(Verdict verdict) {
    if (!Hearing.takes(verdict)) {
      Door.BEHIND.doReport(verdict);
    }
  }

  /**
   * Hands the verdicts of checks that this thread makes meanwhile to {@code listener} instead.
   *
   * @param words what the user wrote that asks for them
   */
  static void hear(String words, Consumer<Verdict> listener, Runnable checks) {
    Hearing.of(words, listener, checks);
  }

  /** The checks whose verdicts were handed to {@code scope} and to scopes within it. */
  static Checks checks(MemoryScope scope) {
    return Door.BEHIND.doChecks(scope);
  }

  /** Lets go of the checks of {@code scope}: only those made from now on are kept. */
  static void forgetChecks(MemoryScope scope) {
    Door.BEHIND.doForgetChecks(scope);
  }

  /**
   * Notes an assertion that the work of this thread's scope begins, where a test watches that each
   * is used.
   *
   * @param message gives what the test fails with if no check ever uses it
   * @return to be run when a check uses it; running it again does nothing
   */
  static Runnable beginAssert(Supplier<String> message) {
    return Door.pendingAsserts().begin(message);
  }

  /** What is said of assertions begun in {@code scope}, and in those within it, and never used. */
  static List<String> pendingAsserts(MemoryScope scope) {
    return Door.BEHIND.doOptions(scope).asserts().messages();
  }

  /** Where the report of the enclosing test will be. */
  static Optional<URI> reportAddress() {
    try (OwnWork own = OwnWork.begin()) {
      return Door.reportAddress().get();
    }
  }

  /**
   * Class loaded under a name as messages print it, where exactly or at least one is.
   *
   * @return every loaded class of that name; empty if none is loaded
   */
  static List<Class<?>> loadedClasses(String typeName) {
    return Door.BEHIND.doLoadedClasses(typeName);
  }

  /**
   * Whether a class is loaded that messages print under {@code name}: in full, or without its
   * package.
   */
  static boolean isClassLoaded(String name) {
    return Door.BEHIND.doIsClassLoaded(name);
  }

  /** Whether a class of that package, or of one below it, is loaded. */
  static boolean isPackageLoaded(String packageName) {
    return Door.BEHIND.doIsPackageLoaded(packageName);
  }

  /** Every class that is loaded, but arrays and hidden ones. */
  static List<Class<?>> loadedClasses() {
    return Door.BEHIND.doLoadedClasses();
  }

  /** Whether a class is the user's own code. */
  static boolean isUserClass(Class<?> type) {
    return Door.BEHIND.doIsUserClass(type.getName());
  }

  /** Names of the threads that were seen at work when {@code snapshot} was taken, or live now. */
  static Set<String> threadNames(MemorySnapshot snapshot) {
    return Door.BEHIND.doThreadNames(snapshot);
  }

  /**
   * The user's own code that threads of other work ran while {@code snapshot} was recorded; none
   * where another test was under way.
   */
  static List<ForeignCode> foreignCode(MemorySnapshot snapshot) {
    return Door.BEHIND.doForeignCode(snapshot);
  }

  /**
   * Says on standard error that a check passed although a thread ran own code; once for a test
   * class and thread.
   *
   * @param testClass the class, where no tracked test is under way
   * @param check the check, unless it is made for what a user has written elsewhere
   */
  static void warn(Supplier<String> testClass, ForeignCode code, String check, String text) {
    String known = Door.testClass();
    ForeignWarnings.tell(
        known.isEmpty() ? testClass.get() : known, code, Hearing.words(check) + text);
  }

  /**
   * Whether code of a class, of what it inherits from, or of a class inside one of these names one
   * of some classes. Initialises none; needs no agent.
   */
  static boolean refers(Class<?> type, Set<Class<?>> classes) {
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.add(each.getName().replace('.', '/')));
    return Door.BEHIND.doRefers(type, names);
  }

  /** Reads memory and load of this JVM as own work; never attaches the agent. */
  static JvmSnapshot jvm() {
    return Door.BEHIND.doJvm();
  }

  /* What is behind the door does what the static methods of these names say. */

  Optional<String> doInstall(Supplier<Settings> settings);

  MemoryScope doOpen(ScopeOptions options);

  MemoryScope doOpenApart(ScopeOptions options, Optional<MemoryScope> around);

  <T> T doWithin(MemoryScope scope, Callable<T> work);

  MemorySnapshot doMeasure(
      ScopeOptions options, ThrowingRunnable action, @Nullable Duration longest);

  /** As {@link Measuring#of}. */
  MemoryScope doRun(ScopeOptions options, ThrowingRunnable action, Optional<Duration> awaiting);

  /** As {@link RepeatedRuns#of}. */
  RepeatedRuns doRepeat(ScopeOptions options, ThrowingRunnable action, RepeatedRuns.Plan plan);

  /** As {@link GrowthSpan#begin}. */
  GrowthSpan doWatchGrowth(ScopeOptions options, int runs, Map<String, Object> roots);

  Runnable doKeepFollowing();

  Optional<MemoryScope> doCurrentScope();

  /** How the innermost scope of this thread was opened; null without one. */
  @Nullable ScopeOptions doCurrentOptions();

  void doPrepareTestClasses(Collection<? extends Class<?>> testClasses);

  /** Marks methods; each run is a scope of its own where it is said how that is opened. */
  BodyRuns doArm(
      MemoryScope scope,
      Collection<? extends Executable> methods,
      boolean body,
      @Nullable ScopeOptions each);

  void doDiscard(MemoryScope scope);

  void doEnd(MemoryScope scope);

  void doLeave(MemoryScope scope);

  void doSettle(MemoryScope scope);

  Optional<String> doUnfinished(MemorySnapshot snapshot, Duration within);

  Optional<String> doAwait(MemorySnapshot snapshot, Duration longest);

  Optional<String> doMadeMore(MemorySnapshot snapshot);

  void doNotAHolder(MemoryScope scope, Object object);

  void doExpectLeaks(MemoryScope scope, List<KnownLeak> leaks);

  List<PatternUse> doIgnoredLeaks();

  ReferenceFate doFateOf(WeakReference<?> reference, Duration settle);

  RetainedObjects doRetained(RetentionQuery query);

  boolean doFollowed(MemorySnapshot snapshot);

  /** Hands a verdict to the report, whoever hears of verdicts. */
  void doReport(Verdict verdict);

  Checks doChecks(MemoryScope scope);

  void doForgetChecks(MemoryScope scope);

  /** How a scope was opened. */
  ScopeOptions doOptions(MemoryScope scope);

  List<Class<?>> doLoadedClasses(String typeName);

  boolean doIsClassLoaded(String name);

  boolean doIsPackageLoaded(String packageName);

  List<Class<?>> doLoadedClasses();

  boolean doIsUserClass(String className);

  Set<String> doThreadNames(MemorySnapshot snapshot);

  List<ForeignCode> doForeignCode(MemorySnapshot snapshot);

  /** With internal names of the classes. */
  boolean doRefers(Class<?> type, Set<String> names);

  /** The first line of a method, as it stands in stack traces. */
  StackTraceElement doFrame(Method method);

  /** Whether a class file has lines for a method of that name. */
  boolean doHasLines(Class<?> type, String method);

  JvmSnapshot doJvm();
}
