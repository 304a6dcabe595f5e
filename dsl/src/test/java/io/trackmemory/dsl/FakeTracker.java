package io.trackmemory.dsl;

import io.trackmemory.tracker.GrowthResult;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tracker without an agent: it runs what it measures and has seen what a test tells it to. */
final class FakeTracker implements TrackerAccess {

  final List<Verdict> verdicts = new ArrayList<>();
  final List<String> measurements = new ArrayList<>();
  final List<String> pending = new ArrayList<>();
  final List<Duration> awaited = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  /** What is seen run by run, before the rest is what is seen always. */
  final List<MemorySnapshot> inTurn = new ArrayList<>();

  List<MemorySnapshot> singles = List.of();
  Optional<GrowthResult> growth = Optional.empty();
  /* What a run comes to in which an allocation of that number fails. */
  LongFunction<NumberedRun> numbered =
      failing ->
          new NumberedRun(
              0, List.of(), Optional.empty(), false, Optional.empty(), Optional.empty(), false);
  private final MemorySnapshot seen;
  private boolean closed;
  private Optional<MemorySnapshot> later = Optional.empty();
  private Optional<String> goesOn = Optional.empty();
  private Optional<String> unavailable = Optional.empty();
  private Optional<URI> reportAddress = Optional.empty();
  private boolean abortsUncertified;
  private boolean proves;
  private @Nullable BaselinePlace place;
  private List<ForeignCode> foreignCode = List.of();
  private Treatment foreignTreatment = Treatment.WARN;
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
  public void runAround(MeasureOptions options, ThrowingRunnable work) {
    measured(options, Optional.empty(), work);
  }

  @Override
  public void awaitAround() {}

  @Override
  public Running run(MeasureOptions options, ThrowingRunnable action) {
    measured(options, options.awaiting(), action);
    MemorySnapshot seenNow = inTurn.isEmpty() ? seen : inTurn.remove(0);
    return new Running() {
      @Override
      public MemorySnapshot seen() {
        return awaited.isEmpty() ? seenNow : later.orElse(seenNow);
      }

      @Override
      public void comesAfter(Running earlier) {}

      @Override
      public void discard() {}

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  @Override
  public Running run(
      MeasureOptions options, ThrowingRunnable action, long failing, Consumer<NumberedRun> told) {
    Running run = run(options, action);
    told.accept(numbered.apply(failing));
    return run;
  }

  private void measured(
      MeasureOptions options, Optional<Duration> awaiting, ThrowingRunnable action) {
    measurements.add(
        (options.followObjects() ? "following " : "counting ")
            + options.preset()
            + (options.allThreads() ? " on all threads" : "")
            + awaiting.map(longest -> " awaiting " + longest).orElse("")
            + (options.peakLimits().isEmpty() ? "" : " within " + options.peakLimits()));
    try {
      action.run();
    } catch (Throwable e) {
      throw Sneaky.rethrow(e);
    }
  }

  /** Work goes on; what is seen after waiting for it, and what has not ended then. */
  FakeTracker unfinished(MemorySnapshot seenLater, Optional<String> inVain) {
    later = Optional.of(seenLater);
    goesOn = inVain;
    return this;
  }

  @Override
  public Duration settle() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Optional<String> unfinished(MemorySnapshot snapshot, Duration within) {
    return snapshot == seen && later.isPresent() ? Optional.of("task Loop") : Optional.empty();
  }

  /* A scope that was closed before is not waited for any more. */
  @Override
  public Optional<String> await(MemorySnapshot snapshot, Duration longest) {
    if (later.isEmpty()) {
      return Optional.empty();
    }
    if (closed) {
      return snapshot == seen ? Optional.of("task Loop has not ended") : goesOn;
    }
    awaited.add(longest);
    return goesOn;
  }

  @Override
  public Optional<String> madeMore(MemorySnapshot snapshot) {
    return Optional.empty();
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
        || loadedClasses().stream().anyMatch(type -> Names.isClass(type.getName(), name))
        || !loadedClasses(name).isEmpty();
  }

  /** Classes that stand for all that are loaded. */
  @Override
  public List<Class<?>> loadedClasses() {
    return List.of(FakeClasses.OrderBook.class, FakeClasses.LimitBook.class, ArrayList.class);
  }

  @Override
  public boolean isUserClass(Class<?> type) {
    return type.getName().startsWith("io.trackmemory");
  }

  @Override
  public Set<String> threadNames(MemorySnapshot snapshot) {
    return Set.of("main", "pool-1-thread-1");
  }

  @Override
  public boolean isPackageLoaded(String packageName) {
    return List.of("com", "com.acme", "java.util", "java").contains(packageName);
  }

  /** Threads of other work run own code while anything is measured. */
  FakeTracker foreign(Treatment treatment, ForeignCode... code) {
    foreignTreatment = treatment;
    foreignCode = List.of(code);
    return this;
  }

  @Override
  public List<ForeignCode> foreignCode(MemorySnapshot snapshot) {
    return foreignCode;
  }

  @Override
  public Treatment foreign() {
    return foreignTreatment;
  }

  @Override
  public void warn(ForeignCode code, String check, String text) {
    warnings.add(check + text);
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

  FakeTracker baselinesIn(Path folder) {
    return baselinesIn(folder, false, false);
  }

  FakeTracker baselinesIn(Path folder, boolean update, boolean ci) {
    place = new BaselinePlace(folder, "com.acme.OrderBookTest$Fills", update, ci);
    return this;
  }

  @Override
  public BaselinePlace baselines() {
    return Objects.requireNonNull(place);
  }

  @Override
  public void tell(String stored) {
    warnings.add(stored);
  }

  FakeTracker proving() {
    proves = true;
    return this;
  }

  @Override
  public boolean proves() {
    return proves;
  }

  @Override
  public void undone(Runnable work) {
    work.run();
  }

  @Override
  public Ruling inject(Injection injection, Supplier<Ruling> again, Object expected) {
    injection.make();
    return again.get();
  }

  @Override
  public boolean abortsUncertified() {
    return abortsUncertified;
  }
}
