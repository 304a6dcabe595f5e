package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.ReferenceFate;
import io.trackmemory.tracker.spi.RepeatedRuns.Plan;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A tracker without an agent: it runs what it measures and has seen what a test tells it to. */
final class FakeTracker implements TrackerAccess {

  final List<Verdict> verdicts = new ArrayList<>();
  final List<String> measurements = new ArrayList<>();
  final List<String> pending = new ArrayList<>();
  List<MemorySnapshot> singles = List.of();
  Optional<GrowthResult> growth = Optional.empty();
  private final MemorySnapshot seen;
  private Optional<String> unavailable = Optional.empty();
  private Optional<URI> reportAddress = Optional.empty();
  private boolean abortsUncertified;
  private ReferenceFate fate = new ReferenceFate.Collected();
  private RetainedObjects retained = new RetainedObjects(List.of(), "");

  FakeTracker(MemorySnapshot seen) {
    this.seen = seen;
  }

  FakeTracker unavailable(String cause) {
    unavailable = Optional.of(cause);
    return this;
  }

  FakeTracker reportAt(String address) {
    reportAddress = Optional.of(URI.create(address));
    return this;
  }

  FakeTracker aborting() {
    abortsUncertified = true;
    return this;
  }

  /** An assert on an action that does nothing. */
  MemoryAssert assertThatAction() {
    return assertThat(() -> {});
  }

  MemoryAssert assertThat(ThrowingRunnable action) {
    return MemoryAssert.of(action, Context.throwing(this));
  }

  MemoryAssert assertThatSnapshot() {
    return MemoryAssert.of(seen, Context.throwing(this));
  }

  @Override
  public Optional<String> unavailable() {
    return unavailable;
  }

  @Override
  public MemorySnapshot measure(MeasureOptions options, ThrowingRunnable action) {
    measurements.add(
        (options.followObjects() ? "following " : "counting ")
            + options.preset()
            + (options.allThreads() ? " on all threads" : "")
            + (options.awaiting().isZero() ? "" : " awaiting " + options.awaiting())
            + (options.peakLimits().isEmpty() ? "" : " within " + options.peakLimits()));
    try {
      action.run();
    } catch (Throwable e) {
      throw Sneaky.rethrow(e);
    }
    return seen;
  }

  @Override
  public MeasuredRuns repeated(MeasureOptions options, ThrowingRunnable action, Plan plan) {
    measurements.add(
        (options.followObjects() ? "following " : "counting ")
            + plan.runs()
            + " runs, "
            + plan.singles()
            + " by themselves"
            + (plan.growth() ? ", with growth" : ""));
    return new FakeRuns(action, seen, singles, plan.growth() ? growth : Optional.empty());
  }

  @Override
  public Runnable begin(Supplier<String> message) {
    String text = message.get();
    pending.add(text);
    return () -> pending.remove(text);
  }

  @Override
  public void report(Verdict verdict) {
    verdicts.add(verdict);
  }

  @Override
  public Optional<URI> reportAddress() {
    return reportAddress;
  }

  @Override
  public List<Class<?>> loadedClasses(String typeName) {
    try {
      return List.of(Class.forName(typeName));
    } catch (ClassNotFoundException e) {
      return typeName.equals("java.lang.Object[]") ? List.of(Object[].class) : List.of();
    }
  }

  @Override
  public boolean isClassLoaded(String name) {
    return List.of("OrderBook", "com.acme.OrderBook", "Registry", "com.acme.Registry")
            .contains(name)
        || !loadedClasses(name).isEmpty();
  }

  @Override
  public boolean isPackageLoaded(String packageName) {
    return List.of("com", "com.acme", "java.util", "java").contains(packageName);
  }

  FakeTracker fate(ReferenceFate fate) {
    this.fate = fate;
    return this;
  }

  FakeTracker retaining(RetainedObjects objects) {
    retained = objects;
    return this;
  }

  @Override
  public ReferenceFate fateOf(WeakReference<?> reference) {
    return fate;
  }

  @Override
  public RetainedObjects retained(RetentionQuery query) {
    measurements.add("retained by " + query.roots().size() + " without " + query.excluded().size());
    return retained;
  }

  @Override
  public boolean abortsUncertified() {
    return abortsUncertified;
  }
}
