package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.NumberedRun;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action again and again, each time with another of its allocations failing, until a run
 * breaks or all have passed. Used by one thread.
 *
 * <p>Two runs in which none fails come first: they tell which allocations there are, whether these
 * are the same each time, and whether the action leaves something behind anyway. After each later
 * run leaks are looked for, before the next one may replace what it left.
 */
@SuppressWarnings("try") // a span of own work is never referenced
final class FailingRuns implements ThrowingRunnable {

  private final ActionSubject subject;
  private final TrackerAccess tracker;
  private final MeasureOptions options;
  private final ThrowingRunnable action;
  private @Nullable NumberedRun first;
  private @Nullable ChosenFailures chosen;
  private long failed;
  private long spared;
  private @Nullable Ruling ruling;
  private Optional<MemorySnapshot> seen = Optional.empty();

  FailingRuns(
      ActionSubject subject,
      TrackerAccess tracker,
      MeasureOptions options,
      ThrowingRunnable action,
      Optional<String> impossible) {
    this.subject = subject;
    this.tracker = tracker;
    this.options = options;
    this.action = action;
    this.ruling = impossible.map(FailingRuns::impossible).orElse(null);
  }

  /** Runs until there is a ruling. */
  void runAll() {
    if (ruling == null) {
      tracker.runAround(options.ofOtherRuns(), this);
    }
  }

  private static Ruling impossible(String cause) {
    return new Ruling.Uncertified(cause, ShouldSurviveAllocationFailures.EXPECTED);
  }

  /** What the runs came to. */
  Ruling ruling() {
    return Objects.requireNonNull(ruling, "the tracker must run the action that it measures");
  }

  /** The last run. */
  Optional<MemorySnapshot> seen() {
    return seen;
  }

  @Override
  public void run() throws Throwable {
    subject.warmUp(action);
    Run run = begin();
    while (run != null) {
      runAmongOthers(run);
      run = next(run);
    }
  }

  private Run begin() {
    try (OwnWork own = OwnWork.begin()) {
      return new Run(0);
    }
  }

  private void runAmongOthers(Run run) throws Throwable {
    try {
      subject.runOnce(run);
    } catch (Throwable e) {
      if (run.failing == 0 || run.running == null) {
        throw e;
      }
      run.inCleanUp = e;
    } finally {
      run.ended();
    }
  }

  private @Nullable Run next(Run last) {
    try (OwnWork own = OwnWork.begin()) {
      seen = last.measured().snapshot();
      ruling = last.failing == 0 ? judgeWithout(last) : judge(last);
      ChosenFailures all = chosen;
      if (ruling != null) {
        return null;
      }
      if (all == null) {
        return new Run(0);
      }
      if (failed + spared == all.numbers().size()) {
        ruling = all(all);
        return null;
      }
      return new Run(all.numbers().get((int) (failed + spared)));
    }
  }

  private Ruling all(ChosenFailures all) {
    if (failed == 0 && spared > 0) {
      return impossible(
          "every allocation is made inside java.util.concurrent, where none may fail; try a larger"
              + " piece of code");
    }
    return new Ruling.Passed("tried " + all.tried(failed) + spared(), Optional.empty());
  }

  /** {@code , 2 inside java.util.concurrent let be}. */
  private String spared() {
    return spared == 0 ? "" : ", " + spared + " inside java.util.concurrent let be";
  }

  private @Nullable Ruling judgeWithout(Run run) {
    Optional<String> unknown = run.measured().uncertified();
    if (unknown.isPresent()) {
      return impossible(unknown.get());
    }
    NumberedRun before = first;
    if (before == null) {
      first = run.facts();
      return null;
    }
    Optional<String> difference = NumberedDifference.of(before, run.facts());
    if (difference.isPresent()) {
      return impossible(difference.get());
    }
    chosen = ChosenFailures.of(run.facts());
    return leaks(run);
  }

  private @Nullable Ruling judge(Run run) {
    NumberedRun facts = run.facts();
    if (facts.failed().isPresent() && !facts.spared()) {
      failed++;
    }
    if (run.inCleanUp != null || facts.thrown().isPresent()) {
      return new Ruling.Failed(message(run, Optional.empty()));
    }
    if (facts.failed().isEmpty()) {
      return impossible(
          "allocation "
              + run.failing
              + " of "
              + made()
              + " was not made in the run in which it was to fail, which made "
              + facts.made()
              + ": runs before it changed what the action does; undo that in beforeEachRun(...) or"
              + " afterEachRun(...)");
    }
    if (facts.spared()) {
      spared++; // as a run in which none fails
      return null;
    }
    Optional<String> unknown = run.measured().uncertified();
    return unknown.isPresent() ? impossible(unknown.get()) : leaks(run);
  }

  private @Nullable Ruling leaks(Run run) {
    MemorySnapshot snapshot = run.measured().snapshot().orElseThrow();
    Ruling found =
        LeakRulings.judge(
            subject,
            snapshot,
            ShouldSurviveAllocationFailures.EXPECTED,
            leaks ->
                Ruling.atMost(
                    Unit.OBJECTS,
                    0,
                    leaks.count(),
                    leaks::doubt,
                    () -> message(run, Optional.of(leaks))));
    return found instanceof Ruling.Passed ? null : found;
  }

  private FailureMessage message(Run run, Optional<Leaks> leaks) {
    NumberedRun facts = run.facts();
    ChosenFailures all = chosen;
    return new ShouldSurviveAllocationFailures(
        subject,
        run.failing,
        made(),
        facts.failed(),
        Optional.ofNullable(run.inCleanUp).or(facts::thrown),
        run.inCleanUp == null ? facts.thrownAt() : Optional.empty(),
        run.inCleanUp != null,
        facts.endedInError(),
        leaks,
        run.failing == 0 || all == null ? "" : "Tried " + all.tried(failed) + spared());
  }

  private long made() {
    ChosenFailures all = chosen;
    return all == null ? 0 : all.made();
  }

  /** One run, whose work on other threads may end with the clean-up after it. */
  private final class Run implements ThrowingRunnable {

    private final long failing;
    private @Nullable NumberedRun facts;
    private @Nullable Running running;
    private @Nullable Measurement measured;
    private @Nullable Throwable inCleanUp;

    Run(long failing) {
      this.failing = failing;
    }

    @Override
    public void run() {
      try (OwnWork own = OwnWork.begin()) {
        running = tracker.run(options, action, failing, told -> facts = told);
        Optional<Throwable> thrown = facts().thrown();
        if (failing == 0 && thrown.isPresent()) {
          throw Sneaky.rethrow(thrown.get());
        }
      }
    }

    void ended() {
      try (OwnWork own = OwnWork.begin()) {
        Running open = running;
        if (open != null) {
          measured = subject.ended(open, options, Ask.ALL);
        }
      }
    }

    NumberedRun facts() {
      return Objects.requireNonNull(facts, "the tracker must tell what the run came to");
    }

    Measurement measured() {
      return Objects.requireNonNull(measured, "the tracker must run the action that it measures");
    }
  }
}
