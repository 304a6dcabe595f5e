package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.ForeignCode.Treatment;
import io.trackmemory.tracker.spi.NumberedRun;
import io.trackmemory.tracker.spi.ReferenceFate;
import io.trackmemory.tracker.spi.RepeatedRuns.Plan;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What assertions ask of the tracker; the seam at which tests put one without an agent. */
interface TrackerAccess {

  /** Why this JVM cannot be tracked, and what to do; empty if it can. */
  Optional<String> unavailable();

  /** Runs what is around a measurement in a scope of its own, and waits for nothing. */
  void runAround(MeasureOptions options, ThrowingRunnable work);

  /** Waits for what such work has handed over so far, so that it ends before what is measured. */
  void awaitAround();

  /** Runs {@code action} in a scope of its own, which sees work that it handed over too. */
  Running run(MeasureOptions options, ThrowingRunnable action);

  /**
   * Runs {@code action} likewise, with one of its allocations in this thread failing. What it
   * throws is told, and passes no further.
   *
   * @param failing number of that allocation, from 1 on; 0 for none
   * @param seen is told what the run came to
   */
  Running run(
      MeasureOptions options, ThrowingRunnable action, long failing, Consumer<NumberedRun> seen);

  /** Opens a scope for several runs of {@code action}. */
  MeasuredRuns repeated(MeasureOptions options, ThrowingRunnable action, Plan plan);

  /** How long checks wait for work that was handed over. */
  Duration settle();

  /** Names work of what was seen that has not ended now, or is due soon. */
  Optional<String> unfinished(MemorySnapshot seen, Duration within);

  /**
   * Waits until that work has ended.
   *
   * @return why nothing can be certified while it goes on
   */
  Optional<String> await(MemorySnapshot seen, Duration longest);

  /** Why nothing can be certified though it has ended: it made more after that was seen. */
  Optional<String> madeMore(MemorySnapshot seen);

  /**
   * Notes an assertion, where a test watches that each is used.
   *
   * @param message gives what the test fails with if no check ever uses it
   * @return to be run when a check uses it
   */
  Runnable begin(Supplier<String> message);

  /** Hands a verdict to the report of the enclosing test, if any. */
  void report(Verdict verdict);

  /** Where the report of the enclosing test will be. */
  Optional<URI> reportAddress();

  /** Every loaded class of a name as messages print it. */
  List<Class<?>> loadedClasses(String typeName);

  /** Whether a class is loaded of that name, with or without its package. */
  boolean isClassLoaded(String name);

  /** Every class that is loaded, but arrays and hidden ones. */
  List<Class<?>> loadedClasses();

  /** Whether a class is the user's own code. */
  boolean isUserClass(Class<?> type);

  /** Names of the threads that were seen at work, or live now. */
  Set<String> threadNames(MemorySnapshot seen);

  /** Whether a class of that package, or of one below it, is loaded. */
  boolean isPackageLoaded(String packageName);

  /** Collects, and tells what became of the object that a reference refers to. */
  ReferenceFate fateOf(WeakReference<?> reference);

  /** What objects keep alive. */
  RetainedObjects retained(RetentionQuery query);

  /** The user's own code that threads of other work ran meanwhile, where no other test did. */
  List<ForeignCode> foreignCode(MemorySnapshot seen);

  /** What becomes of a check that passes although there is some. */
  Treatment foreign();

  /** Says so outside of the check, once for a test class and thread. */
  void warn(ForeignCode code, String check, String text);

  /** Where the baselines of the test that this thread runs are. */
  BaselinePlace baselines();

  /** Says what was stored there, outside of the check. */
  void tell(String stored);

  /** Whether checks that pass are to be proved. */
  boolean proves();

  /** Does work in a scope of its own, which no figure of the scopes around is of afterwards. */
  void undone(Runnable work);

  /**
   * Makes what would break a check where the code runs that it is about, asks it, and takes back
   * what was made.
   */
  Ruling inject(Injection injection, Supplier<Ruling> again, Object expected);

  /** Whether a check that cannot be certified aborts the test instead of failing it. */
  boolean abortsUncertified();
}
