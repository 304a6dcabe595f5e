package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.RepeatedRuns.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An action, measured once, over one run or several. Used by one thread. Long, as the options that
 * say how, and the runs that do it, share all that is known of the action.
 *
 * <p>Warm-up runs and what runs before and after each run are the user's work: they run in a scope
 * of their own, which takes them out of ours and lets the enclosing ones count them. That scope is
 * still open while the measured run's is, so that no scope opens or closes between the last warm-up
 * run and the measured one: opening one would throw away what the JIT compiler made of the warm-up.
 */
final class ActionSubject implements Subject {

  private static final ThrowingRunnable NOTHING = () -> {};

  private final ThrowingRunnable action;
  private final TrackerAccess tracker;
  private final Runnable asked;
  private int warmupRuns;
  private int runs = 1;
  private boolean eachRun;
  private Optional<RunFacts.Unit> unit = Optional.empty();
  private ThrowingRunnable before = NOTHING;
  private ThrowingRunnable after = NOTHING;
  private Preset preset = Preset.FROM_SETTINGS;
  private boolean allThreads;
  private boolean countingOnly;
  private boolean judgesLibraries;
  private Optional<Duration> awaiting = Optional.empty();
  private Optional<ByteSize> budget = Optional.empty();
  private final Set<ByteSize> peakLimits = new LinkedHashSet<>();
  private @Nullable Measurement measurement;
  private Optional<MemorySnapshot> growthSeen = Optional.empty();
  private @Nullable FailingRuns failing;
  private @Nullable Throwable thrown;

  ActionSubject(ThrowingRunnable action, TrackerAccess tracker, Runnable asked) {
    this.action = action;
    this.tracker = tracker;
    this.asked = asked;
  }

  @Override
  public String phrase() {
    String soFar = awaiting.filter(Duration::isZero).isPresent() ? " so far" : "";
    return runs == 1 ? "the action" + soFar : "the action in " + runs + " runs" + soFar;
  }

  @Override
  public String path() {
    return unit.map(
            work ->
                "perUnit(" + work.number() + ", \"" + work.name().replace("\"", "\\\"") + "\").")
        .orElse("");
  }

  @Override
  public void asked() {
    asked.run();
  }

  @Override
  public ActionSubject optionFor(String option) {
    if (measurement != null || thrown != null || failing != null) {
      asked();
      throw new IllegalStateException(
          option + " must stand before the first check: the action is measured already");
    }
    return this;
  }

  void afterWarmup(int runs) {
    warmupRuns = runs;
  }

  void overRuns(int number) {
    runs = number;
  }

  int runs() {
    return runs;
  }

  void eachRun() {
    eachRun = true;
  }

  void perUnit(long number, String name) {
    unit = Optional.of(new RunFacts.Unit(number, name));
  }

  @Override
  public RunFacts facts() {
    Optional<MemorySnapshot> first =
        Optional.ofNullable(measurement)
            .filter(known -> runs > 1)
            .flatMap(known -> known.singles().stream().findFirst());
    return new RunFacts(runs, first, unit);
  }

  @Override
  public Optional<MemorySnapshot> seen() {
    return Optional.ofNullable(measurement).flatMap(Measurement::snapshot);
  }

  void beforeEachRun(ThrowingRunnable preparation) {
    before = preparation;
  }

  void afterEachRun(ThrowingRunnable cleanup) {
    after = cleanup;
  }

  void withPreset(Preset chosen) {
    preset = chosen;
  }

  void onAllThreads() {
    allThreads = true;
  }

  void countingOnly() {
    countingOnly = true;
  }

  @Override
  public Optional<String> countedOnly() {
    return countingOnly
        ? Optional.of(
            "countingOnly() follows no object, so that nothing is known of live bytes; leave it"
                + " out, or ask in a measurement of its own")
        : Optional.empty();
  }

  @Override
  public boolean judgesLibraries() {
    return judgesLibraries;
  }

  @Override
  public void judgeLibraries() {
    optionFor("judgingLibraries").judgesLibraries = true;
  }

  void awaiting(Duration longest) {
    awaiting = Optional.of(longest);
  }

  void withBudget(ByteSize size) {
    budget = Optional.of(size);
  }

  void withPeakLimit(ByteSize limit) {
    peakLimits.add(limit);
  }

  @Override
  public AwaitedWork handedOver() {
    return new AwaitedWork(tracker, awaiting.orElseGet(tracker::settle));
  }

  @Override
  public Optional<String> doubt(MemorySnapshot seen) {
    return handedOver().doubt(seen);
  }

  @Override
  public Measurement measurement(Ask ask) {
    if (thrown != null) {
      throw Sneaky.rethrow(thrown);
    }
    Measurement known = measurement;
    if (known == null) {
      peakLimits.addAll(ask.peakLimits());
      known = measure(ask, false);
      measurement = known;
    }
    return known;
  }

  /** As a later check, it lets the action run as often again. */
  @Override
  public GrowthResult growth() {
    if (thrown != null) {
      throw Sneaky.rethrow(thrown);
    }
    if (!GrowthRulings.areEnough(runs)) {
      return GrowthRulings.tooFew(runs);
    }
    Measurement known = measurement;
    if (known == null || (known.growth().isEmpty() && known.snapshot().isPresent())) {
      Measurement watched = measure(Ask.ALL, true);
      measurement = known == null ? watched : known.with(watched.growth());
      growthSeen = watched.snapshot();
      known = watched;
    }
    Optional<String> cause = known.uncertified();
    return known
        .growth()
        .orElseGet(() -> GrowthResult.uncertified(runs, cause.orElse("nothing was measured")));
  }

  @Override
  public Optional<MemorySnapshot> growthSeen() {
    return growthSeen;
  }

  /** As often as it is asked, in runs of their own. */
  @Override
  public FailingRuns failAllocations() {
    if (thrown != null) {
      throw Sneaky.rethrow(thrown);
    }
    Optional<String> impossible = tracker.unavailable();
    if (countingOnly && impossible.isEmpty()) {
      impossible =
          Optional.of(
              "countingOnly() follows no object, so that nothing is known of what a run leaves"
                  + " behind; leave it out");
    }
    MeasureOptions options =
        new MeasureOptions(
            true, false, preset, allThreads, awaiting, List.of(), false, Optional.empty());
    FailingRuns runs = new FailingRuns(this, tracker, options, action, impossible);
    failing = runs;
    try {
      runs.runAll();
    } catch (Throwable e) {
      thrown = e;
      throw e;
    }
    return runs;
  }

  @Override
  public Ruling again(
      Ask ask, Injection injection, Object expected, Function<MemorySnapshot, Ruling> question) {
    return again(ask, injection, measured -> judge(measured, expected, question));
  }

  /** The same, judged otherwise. */
  Ruling again(Ask ask, Injection injection, Function<Measurement, Ruling> judged) {
    int first = warmupRuns + (eachRun ? 1 : runs);
    List<Measurement> measured = new ArrayList<>();
    Optional<String> cause =
        ranAgain(injection, first, copy -> measured.add(copy.measurement(ask)));
    return cause
        .<Ruling>map(why -> new Ruling.Uncertified(why, ""))
        .orElseGet(() -> judged.apply(measured.get(0)));
  }

  @Override
  public GrowthResult growthAgain(Injection injection) {
    List<GrowthResult> found = new ArrayList<>();
    Optional<String> cause = ranAgain(injection, warmupRuns + 1, copy -> found.add(copy.growth()));
    return cause.map(why -> GrowthResult.uncertified(runs, why)).orElseGet(() -> found.get(0));
  }

  /* Why it could not; what runs is all of the measurement, warm-up runs among it. */
  private Optional<String> ranAgain(
      Injection injection, int firstRun, Consumer<ActionSubject> work) {
    InjectingAction injecting = new InjectingAction(action, injection, firstRun);
    ActionSubject copy = copy(injecting);
    try {
      tracker.undone(() -> work.accept(copy));
    } catch (Throwable e) { // what it may throw is not declared
      return Optional.of("run again, the action ended in " + e);
    }
    return injecting.isRefused()
        ? Optional.of("there is no memory for what is injected, or a budget refuses it")
        : Optional.empty();
  }

  private ActionSubject copy(ThrowingRunnable other) {
    ActionSubject copy = new ActionSubject(other, tracker, () -> {});
    copy.warmupRuns = warmupRuns;
    copy.runs = runs;
    copy.eachRun = eachRun;
    copy.before = before;
    copy.after = after;
    copy.preset = preset;
    copy.allThreads = allThreads;
    copy.countingOnly = countingOnly;
    copy.judgesLibraries = judgesLibraries;
    copy.awaiting = awaiting;
    copy.budget = budget;
    copy.peakLimits.addAll(peakLimits);
    return copy;
  }

  private Measurement measure(Ask ask, boolean growth) {
    Optional<String> unavailable = tracker.unavailable();
    if (unavailable.isPresent()) {
      return Measurement.impossible(unavailable.get());
    }
    if (countingOnly && budget.isPresent()) {
      return Measurement.impossible(
          "countingOnly() follows no object, so that no budget can be enforced; leave one of both"
              + " out");
    }
    boolean followObjects = !ask.counterOnly() && !countingOnly;
    MeasureOptions options =
        new MeasureOptions(
            followObjects,
            false,
            ask.everyStack() && preset == Preset.FROM_SETTINGS ? Preset.PRECISE : preset,
            allThreads,
            awaiting,
            countingOnly ? List.of() : List.copyOf(peakLimits),
            followObjects && warmupRuns > 0 && runs == 1,
            budget);
    try {
      if (runs > 1) {
        return measureSeveral(options, growth);
      }
      return warmupRuns == 0 && before == NOTHING && after == NOTHING
          ? ended(tracker.run(options, action), options, ask)
          : measureAmongOthers(options, ask);
    } catch (Throwable e) {
      thrown = e;
      throw e;
    }
  }

  private Measurement measureSeveral(MeasureOptions options, boolean growth) {
    int singles = eachRun ? runs : options.followObjects() ? 1 : 0;
    Plan plan = new Plan(runs, singles, growth, awaiting);
    SeveralRuns several = new SeveralRuns(options, plan);
    tracker.runAround(options.ofOtherRuns(), several);
    return several.measurement();
  }

  /** What was seen once the work that the action handed over has ended, or breaks the check. */
  Measurement ended(Running running, MeasureOptions options, Ask ask) {
    Supplier<Measurement> seen = () -> Measurement.of(running.seen(), options.needsFollowing());
    try {
      handedOver().look(seen, UnaryOperator.identity(), ask);
    } finally {
      running.close();
    }
    return seen.get();
  }

  private Measurement measureAmongOthers(MeasureOptions options, Ask ask) {
    MeasuredRun measured = new MeasuredRun(options, ask);
    tracker.runAround(options.ofOtherRuns(), () -> runAll(measured));
    return measured.measurement();
  }

  private void runAll(MeasuredRun measured) throws Throwable {
    try {
      warmUp(measured.before);
      runOnce(measured);
    } finally {
      measured.ended();
    }
  }

  void warmUp(ThrowingRunnable last) throws Throwable {
    for (int run = 1; run <= warmupRuns; run++) {
      runOnce(run == warmupRuns ? last : action);
      awaitWarmup();
    }
  }

  @SuppressWarnings("try") // a span is never referenced
  private void awaitWarmup() {
    try (OwnWork own = OwnWork.begin()) {
      tracker.awaitAround();
    }
  }

  void runOnce(ThrowingRunnable run) throws Throwable {
    before.run();
    try {
      run.run();
    } catch (Throwable e) {
      cleanUpAfter(e);
      throw e;
    }
    after.run();
  }

  private void cleanUpAfter(Throwable failure) {
    try {
      after.run();
    } catch (Throwable e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Warm-up runs, and then those that count. */
  private final class SeveralRuns implements ThrowingRunnable {

    private final MeasureOptions options;
    private final Plan plan;
    private @Nullable Measurement measured;

    SeveralRuns(MeasureOptions options, Plan plan) {
      this.options = options;
      this.plan = plan;
    }

    @Override
    public void run() throws Throwable {
      warmUp(action);
      MeasuredRuns measuredRuns = opened();
      ThrowingRunnable one = one(measuredRuns);
      try {
        for (int run = 0; run < plan.runs(); run++) {
          runOnce(one);
          measuredRuns.ended();
        }
      } finally {
        measuredRuns.close();
      }
      measured = of(measuredRuns);
    }

    @SuppressWarnings("try") // a span is never referenced
    private MeasuredRuns opened() {
      try (OwnWork own = OwnWork.begin()) {
        MeasuredRuns runs = tracker.repeated(options, action, plan);
        runs.begin();
        return runs;
      }
    }

    @SuppressWarnings("try") // a span is never referenced
    private static ThrowingRunnable one(MeasuredRuns runs) {
      try (OwnWork own = OwnWork.begin()) {
        return runs::run;
      }
    }

    @SuppressWarnings("try") // a span is never referenced
    private Measurement of(MeasuredRuns runs) {
      try (OwnWork own = OwnWork.begin()) {
        return Measurement.of(runs.total(), options.followObjects(), runs.singles(), runs.growth());
      }
    }

    Measurement measurement() {
      if (measured == null) {
        throw new IllegalStateException("the tracker must run the action that it measures");
      }
      return measured;
    }
  }

  /** The run that counts, whose work on other threads may end with the clean-up after it. */
  private final class MeasuredRun implements ThrowingRunnable {

    private final MeasureOptions options;
    private final Ask ask;
    /* Made here, as what is made around the runs counts in the scopes around. */
    private final ThrowingRunnable before;
    private @Nullable Running ranBefore;
    private @Nullable Running running;
    private @Nullable Measurement measured;

    MeasuredRun(MeasureOptions options, Ask ask) {
      this.options = options;
      this.ask = ask;
      before = options.followObjects() ? this::runBefore : action;
    }

    @Override
    @SuppressWarnings("try") // a span is never referenced
    public void run() {
      try (OwnWork own = OwnWork.begin()) {
        running = tracker.run(options, action);
      }
    }

    /* Followed as well, so that leaks are told from what each run replaces. It stays open, as no
     * scope may close before the run that counts. */
    @SuppressWarnings("try") // a span is never referenced
    void runBefore() {
      try (OwnWork own = OwnWork.begin()) {
        ranBefore = tracker.run(options.ofRunBefore(), action);
      }
    }

    @SuppressWarnings("try") // a span is never referenced
    void ended() {
      try (OwnWork own = OwnWork.begin()) {
        Running open = running;
        Running earlier = ranBefore;
        if (earlier != null && open != null) {
          open.comesAfter(earlier);
        }
        if (earlier != null) {
          earlier.discard();
        }
        if (open != null) {
          measured = ActionSubject.this.ended(open, options, ask);
        }
      }
    }

    Measurement measurement() {
      if (measured == null) {
        throw new IllegalStateException("the tracker must run the action that it measures");
      }
      return measured;
    }
  }
}
