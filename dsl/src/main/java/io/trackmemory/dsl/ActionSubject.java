package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An action, measured once. Used by one thread.
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
  private ThrowingRunnable before = NOTHING;
  private ThrowingRunnable after = NOTHING;
  private Preset preset = Preset.FROM_SETTINGS;
  private boolean allThreads;
  private Duration awaiting = Duration.ZERO;
  private final Set<ByteSize> peakLimits = new LinkedHashSet<>();
  private @Nullable Measurement measurement;
  private @Nullable Throwable thrown;

  ActionSubject(ThrowingRunnable action, TrackerAccess tracker, Runnable asked) {
    this.action = action;
    this.tracker = tracker;
    this.asked = asked;
  }

  @Override
  public String phrase() {
    return "the action";
  }

  @Override
  public String path() {
    return "";
  }

  @Override
  public void asked() {
    asked.run();
  }

  @Override
  public ActionSubject optionFor(String option) {
    if (measurement != null || thrown != null) {
      throw new IllegalStateException(
          option + " must stand before the first check: the action is measured already");
    }
    return this;
  }

  void afterWarmup(int runs) {
    warmupRuns = runs;
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

  void awaiting(Duration longest) {
    awaiting = longest;
  }

  void withPeakLimit(ByteSize limit) {
    peakLimits.add(limit);
  }

  @Override
  public Measurement measurementWithin(List<ByteSize> limits) {
    if (measurement == null && thrown == null) {
      peakLimits.addAll(limits);
    }
    return measurement(false);
  }

  @Override
  public Measurement measurement(boolean counterOnly) {
    if (thrown != null) {
      throw Sneaky.rethrow(thrown);
    }
    Measurement known = measurement;
    if (known == null) {
      known = measure(!counterOnly);
      measurement = known;
    }
    return known;
  }

  private Measurement measure(boolean followObjects) {
    Optional<String> unavailable = tracker.unavailable();
    if (unavailable.isPresent()) {
      return Measurement.impossible(unavailable.get());
    }
    MeasureOptions options =
        new MeasureOptions(followObjects, preset, allThreads, awaiting, List.copyOf(peakLimits));
    try {
      MemorySnapshot snapshot =
          warmupRuns == 0 && before == NOTHING && after == NOTHING
              ? tracker.measure(options, action)
              : measureAmongOthers(options);
      return Measurement.of(snapshot, followObjects || !peakLimits.isEmpty());
    } catch (Throwable e) {
      thrown = e;
      throw e;
    }
  }

  private MemorySnapshot measureAmongOthers(MeasureOptions options) {
    MeasuredRun measured = new MeasuredRun(options);
    tracker.measure(options.ofOtherRuns(), () -> runAll(measured));
    return measured.snapshot();
  }

  private void runAll(MeasuredRun measured) throws Throwable {
    for (int run = 0; run < warmupRuns; run++) {
      runOnce(action);
    }
    runOnce(measured);
  }

  private void runOnce(ThrowingRunnable run) throws Throwable {
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

  /** The run that counts. */
  private final class MeasuredRun implements ThrowingRunnable {

    private final MeasureOptions options;
    private @Nullable MemorySnapshot snapshot;

    MeasuredRun(MeasureOptions options) {
      this.options = options;
    }

    @Override
    @SuppressWarnings("try") // a span is never referenced
    public void run() {
      try (OwnWork own = OwnWork.begin()) {
        snapshot = tracker.measure(options, action);
      }
    }

    MemorySnapshot snapshot() {
      if (snapshot == null) {
        throw new IllegalStateException("the tracker must run the action that it measures");
      }
      return snapshot;
    }
  }
}
