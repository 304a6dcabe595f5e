package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.ReferenceFate;
import io.trackmemory.tracker.spi.RepeatedRuns.Plan;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What assertions ask of the tracker; the seam at which tests put one without an agent. */
interface TrackerAccess {

  /** Why this JVM cannot be tracked, and what to do; empty if it can. */
  Optional<String> unavailable();

  /** Runs {@code action} in a scope of its own. */
  MemorySnapshot measure(MeasureOptions options, ThrowingRunnable action);

  /** Opens a scope for several runs of {@code action}. */
  MeasuredRuns repeated(MeasureOptions options, ThrowingRunnable action, Plan plan);

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

  /** Whether a class of that package, or of one below it, is loaded. */
  boolean isPackageLoaded(String packageName);

  /** Collects, and tells what became of the object that a reference refers to. */
  ReferenceFate fateOf(WeakReference<?> reference);

  /** What objects keep alive. */
  RetainedObjects retained(RetentionQuery query);

  /** Whether a check that cannot be certified aborts the test instead of failing it. */
  boolean abortsUncertified();
}
