package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.base.Behind;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door from the other modules to the tracker. Any thread may call it. What is asked of {@link
 * #DOOR} is done by whoever puts the rooms of the tracker together, so that the door knows none of
 * them; what needs none of them is static. No method is a default one: who implements it would
 * initialise {@code DOOR} then, before there is anything behind it. Long, as it is the one door.
 */
public interface Tracking {

  /** What is behind the door. */
  Tracking DOOR = Behind.as(Tracking.class);

  /**
   * Attaches the agent if no earlier call has.
   *
   * @return why this JVM cannot be tracked, and what to do; empty if it can
   */
  Optional<String> unavailable();

  /**
   * Attaches the agent if no earlier call has, leaving out the packages that {@code settings} say.
   *
   * @return why this JVM cannot be tracked, and what to do; empty if it can
   */
  Optional<String> unavailable(Settings settings);

  /** Opens a scope for this thread and the work it starts. */
  MemoryScope open(ScopeOptions options);

  /**
   * Opens a scope for no thread: only what is done {@link #within} it belongs to it.
   *
   * @param around the scope that it is inside of, whatever this thread works for
   */
  MemoryScope openApart(ScopeOptions options, Optional<MemoryScope> around);

  /**
   * Does work in this thread as part of {@code scope}'s; own work that encloses the call does not
   * enclose it. What it throws passes through unchanged.
   */
  <T> T within(MemoryScope scope, Callable<T> work);

  /**
   * Runs {@code action} in a scope of its own; own work that encloses the call does not enclose the
   * action. What the action throws passes through unchanged. The action itself, with what it
   * captured, counts as a holder of leaks. What it handed over is waited for, {@code
   * trackmemory.leaks.settle} at most.
   */
  MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action);

  /**
   * The same with another time to wait.
   *
   * @param longest how long at most; the snapshot cannot be certified if work goes on
   */
  MemorySnapshot measure(ScopeOptions options, ThrowingRunnable action, Duration longest);

  /**
   * Keeps compiled code able to follow objects between scopes that do, which spares the JIT
   * compiler to begin anew with each. What it compiles meanwhile removes fewer objects, in scopes
   * and outside; a scope that does not follow ends it until the next that does.
   *
   * @return ends it; to be run once
   */
  Runnable keepFollowing();

  /** Innermost scope of this thread. */
  Optional<MemoryScope> currentScope();

  /**
   * Prepares classes that contain test methods, once, several at little more cost than one: marks
   * the bodies of their annotated methods, and tells their calls into assertion and mocking
   * libraries apart as test code.
   */
  void prepareTestClasses(Collection<? extends Class<?>> testClasses);

  /**
   * Makes each run of {@code method} a scope of its own, inside {@code scope}, from the first
   * instruction of the body to the last, whoever calls it. Checkpoints {@code body} and {@code
   * teardown} are set at begin and end of the first. To be called by the thread that runs the
   * test's callbacks. An inner call is ordinary code.
   *
   * @param peakLimits limits on a run's live bytes, each decided exactly while it runs: its objects
   *     are followed
   * @param last is told of each run that is about to end
   */
  BodyRuns armBody(
      MemoryScope scope, Executable method, List<ByteSize> peakLimits, BodyRuns.Last last);

  /** Like {@link #armBody}, for a body that is not judged by itself: it stays part of the scope. */
  BodyRuns markBody(MemoryScope scope, Executable method);

  /**
   * Makes runs of other methods of a test work of its scope where it would be nobody's, as another
   * extension calls them between callbacks. To be called by the thread that runs these.
   */
  BodyRuns armMethods(MemoryScope scope, Collection<? extends Executable> methods);

  /**
   * Closes {@code scope} where nobody will ask what it saw: cheaper than {@code close()}, since no
   * snapshot is made. To ask for one afterwards is an {@link IllegalStateException}.
   */
  void discard(MemoryScope scope);

  /**
   * Opens a scope inside the innermost one of this thread, for no thread, that {@link #discard}
   * then undoes: what is done {@link #within} it is seen by the scopes around as long as it is
   * open, and in none of their figures afterwards. Where this thread works for no scope, or for one
   * that is paused, it is in none.
   *
   * @param limited whether limits on live bytes of that scope see it
   * @param alone whether memory off the heap that is taken in it is none of those around it
   * @return empty where a limit on live bytes further out would see it, too
   */
  Optional<MemoryScope> openToUndo(boolean limited, boolean alone);

  /** Closes {@code scope} without waiting for work that it handed over. */
  void end(MemoryScope scope);

  /** Ends the work of {@code scope} in this thread; it stays open for what it handed over. */
  void leave(MemoryScope scope);

  /** Waits for the work that {@code scope} handed over, as long as its settings say. */
  void settle(MemoryScope scope);

  /**
   * Names work that was handed over in the part of a scope that {@code snapshot} is of, and that
   * has not ended now, or is due soon; once the scope is closed, as it closed.
   */
  Optional<String> unfinished(MemorySnapshot snapshot, Duration within);

  /**
   * Waits until that work has ended, where the scope is open.
   *
   * @return why figures cannot be certified, as it goes on
   */
  Optional<String> await(MemorySnapshot snapshot, Duration longest);

  /**
   * Why the figures of a snapshot cannot be certified though that work has ended: it made more
   * after the snapshot was taken.
   */
  Optional<String> madeMore(MemorySnapshot snapshot);

  /**
   * Objects through which nothing counts as held in {@code scope}: the test instances. What is
   * reachable through them only is in use by the test, not a leak.
   */
  void notAHolder(MemoryScope scope, Object object);

  /** What is alive of what was made in {@code scope}, for a later run of the same work. */
  MadeObjects madeIn(MemoryScope scope);

  /**
   * Has checks on leaks in {@code scope} tell by the run before what a library replaces from what
   * piles up.
   */
  void comesAfter(MemoryScope scope, MadeObjects before);

  /** Leaks that are no failure, as known when a later snapshot of {@code scope} is judged. */
  void expectLeaks(MemoryScope scope, List<KnownLeak> leaks);

  /** What libraries kept of tests in this JVM so far, by holder. */
  List<KeptByLibrary> keptByLibraries();

  /** How often each pattern of {@code trackmemory.leaks.ignore} was of use in this JVM so far. */
  List<PatternUse> ignoredLeaks();

  /**
   * Collects, and tells what became of the object that {@code reference} refers to. Needs no agent.
   *
   * @param settle how long to wait at most for work that was handed over, and for clean-up
   */
  ReferenceFate fateOf(WeakReference<?> reference, Duration settle);

  /** Tells what objects keep alive. Needs no agent. */
  RetainedObjects retained(RetentionQuery query);

  /**
   * Whether objects were followed while {@code snapshot} was recorded, by its scope or any other:
   * the JIT compiler then removes fewer objects, and the JVM's own counter shows more bytes.
   */
  boolean followed(MemorySnapshot snapshot);

  /** Hands a verdict to the report of the test in whose scope this thread works, if any. */
  static void report(Verdict verdict) {
    if (!Hearing.takes(verdict)) {
      DOOR.keep(verdict);
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
  Checks checks(MemoryScope scope);

  /** Lets go of the checks of {@code scope}: only those made from now on are kept. */
  void forgetChecks(MemoryScope scope);

  /**
   * Notes an assertion that the work of this thread's scope begins, where a test watches that each
   * is used.
   *
   * @param message gives what the test fails with if no check ever uses it
   * @return to be run when a check uses it; running it again does nothing
   */
  static Runnable beginAssert(Supplier<String> message) {
    return ScopeOptions.inForce(ScopeOptions::asserts, PendingAsserts::outside).begin(message);
  }

  /**
   * Has calls of methods that contracts are on judged, as far as they are work of {@code scope} or
   * of scopes within it, until the result is run; this waits for work that they handed over.
   *
   * @param judge takes each call in which something was recorded, as it ends, each that cannot be
   *     judged, and the first of each method as it begins; in the thread of the call, in own work
   */
  Runnable watchContracts(MemoryScope scope, Consumer<ContractCall> judge);

  /** What is said of assertions begun in {@code scope}, and in those within it, and never used. */
  List<String> pendingAsserts(MemoryScope scope);

  /** Name of the class whose test this thread works for; empty where none is tracked. */
  static String testClass() {
    return ScopeOptions.testClassInForce();
  }

  /** Where the report of the enclosing test will be. */
  static Optional<URI> reportAddress() {
    try (OwnWork own = OwnWork.begin()) {
      return ScopeOptions.reportInForce().get();
    }
  }

  /**
   * Class loaded under a name as messages print it, where exactly or at least one is.
   *
   * @return every loaded class of that name; empty if none is loaded
   */
  List<Class<?>> loadedClasses(String typeName);

  /**
   * Writes a dump of the live heap, which it collects for that. It holds the values of all objects.
   *
   * @param file is replaced; its name ends in {@code .hprof}
   * @throws IOException if it cannot be written, or this JVM gives none
   */
  void dumpHeap(Path file) throws IOException;

  /**
   * Whether a class is loaded that messages print under {@code name}: in full, or without its
   * package.
   */
  boolean isClassLoaded(String name);

  /** Whether a class of that package, or of one below it, is loaded. */
  boolean isPackageLoaded(String packageName);

  /** Every class that is loaded, but arrays and hidden ones. */
  List<Class<?>> loadedClasses();

  /** Whether a class is the user's own code. */
  boolean isUserClass(Class<?> type);

  /** Names of the threads that were seen at work when {@code snapshot} was taken, or live now. */
  Set<String> threadNames(MemorySnapshot snapshot);

  /**
   * The user's own code that threads of other work ran while {@code snapshot} was recorded; none
   * where another test was under way.
   */
  List<ForeignCode> foreignCode(MemorySnapshot snapshot);

  /**
   * Says on standard error that a check passed although a thread ran own code; once for a test
   * class and thread.
   *
   * @param testClass the class, where no tracked test is under way
   * @param check the check, unless it is made for what a user has written elsewhere
   */
  static void warn(Supplier<String> testClass, ForeignCode code, String check, String text) {
    String known = testClass();
    ForeignWarnings.tell(
        known.isEmpty() ? testClass.get() : known, code, Hearing.words(check) + text);
  }

  /**
   * Whether code of a class, of what it inherits from, or of a class inside one of these names one
   * of some classes. Initialises none; needs no agent.
   */
  boolean refers(Class<?> type, Set<Class<?>> classes);

  /** Reads memory and load of this JVM as own work; never attaches the agent. */
  JvmSnapshot jvm();

  /** Runs an action as part of a scope that stays open, as {@link Measuring#of}. */
  MemoryScope run(ScopeOptions options, ThrowingRunnable action, Optional<Duration> awaiting);

  /**
   * Runs an action likewise, with the allocations of this thread numbered from 1 on, of which one
   * may fail. What it throws is told, and passes no further.
   *
   * @param failing number of the one that fails; 0 for none
   * @param seen is told what the run came to
   */
  MemoryScope runNumbered(
      ScopeOptions options,
      ThrowingRunnable action,
      Optional<Duration> awaiting,
      long failing,
      Consumer<NumberedRun> seen);

  /** Opens the scope of runs that are to come. */
  RepeatedRuns repeat(ScopeOptions options, ThrowingRunnable action, RepeatedRuns.Plan plan);

  /**
   * Looks at the heap before the first run of several.
   *
   * @param roots objects that count as holders, by description
   */
  GrowthSpan watchGrowth(ScopeOptions options, int runs, Map<String, Object> roots);

  /** How the innermost scope of this thread was opened; null without one. */
  @Nullable ScopeOptions currentOptions();

  /** Keeps a verdict for the report, whoever hears of verdicts. */
  void keep(Verdict verdict);

  /** The first line of a method, as it stands in stack traces. */
  StackTraceElement frame(Method method);

  /** Whether a class file has lines for a method of that name. */
  boolean hasLines(Class<?> type, String method);

  /** A class name without what numbers it, where it was generated: the same in every run. */
  String foldedName(String className);
}
