package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import java.time.Duration;

/** How an action is measured, to be said before the first check. */
@SuppressWarnings("try") // a span of own work is never referenced
@CheckReturnValue
abstract class ActionOptions extends AbstractMemoryAssert<MemoryAssert> {

  ActionOptions(Object actual, Subject subject, Context context) {
    super(actual, MemoryAssert.class, subject, context);
  }

  /**
   * Runs the action {@code runs} times before the run that is measured.
   *
   * @throws IllegalArgumentException if {@code runs} is negative
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert afterWarmup(int runs) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("runs", runs);
      subject().optionFor("afterWarmup").afterWarmup(runs);
      return myself;
    }
  }

  /**
   * Measures {@code runs} runs as one: checks are then of the sum. What growth there is over them
   * can be told from 10 runs on.
   *
   * @throws IllegalArgumentException if {@code runs} is below 1
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert overRuns(int runs) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().positive("runs", runs);
      subject().optionFor("overRuns").overRuns(runs);
      return myself;
    }
  }

  /**
   * Says how much work each run does: checks on the number and the bytes of allocations are then of
   * one unit, and hold if all units together keep as many times their limit, so that nothing is
   * rounded. Those on the JVM's own counter, on another measurement, on peaks, leaks and growth are
   * of the whole as ever. Messages tell what a unit took.
   *
   * <pre><code class='java'>
   * // passes with up to 2,000 objects, and fails with 2,001
   * assertThatMemory(() -&gt; book.match(orders)).perUnit(1_000, "order").hasAllocationCountAtMost(2);</code>
   * </pre>
   *
   * @param n units of work in one run
   * @param unit what one of them is called: {@code "order"}
   * @throws IllegalArgumentException if {@code n} is below 1, or {@code unit} is blank
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert perUnit(long n, String unit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().positive("n", n);
      arguments().notBlank("unit", unit);
      subject().optionFor("perUnit").perUnit(n, unit);
      return myself;
    }
  }

  /**
   * Runs {@code preparation} before each run of the action, warm-up runs included, unmeasured.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert beforeEachRun(ThrowingRunnable preparation) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("preparation", preparation);
      subject().optionFor("beforeEachRun").beforeEachRun(preparation);
      return myself;
    }
  }

  /**
   * Runs {@code cleanup} after each run of the action, warm-up runs included and whether it threw
   * or not, unmeasured. Leaks are looked for after it.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert afterEachRun(ThrowingRunnable cleanup) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("cleanup", cleanup);
      subject().optionFor("afterEachRun").afterEachRun(cleanup);
      return myself;
    }
  }

  /**
   * Has a limit on live bytes decided exactly while the action runs, for a later {@code
   * hasPeakAtMost} of the same; checks nothing by itself.
   *
   * @throws IllegalArgumentException if {@code limit} is null
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert withPeakLimit(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      subject().optionFor("withPeakLimit").withPeakLimit(limit);
      return myself;
    }
  }

  /**
   * Enforces a limit on live bytes while the action runs: an allocation that would have what the
   * action made and is alive pass {@code budget} throws {@code OutOfMemoryError} at its line, as
   * where there is no memory left; the message names the budget, the object and what is alive. What
   * the action does not catch passes through. Never in first use, in test code or inside {@code
   * java.util.concurrent}, whose locks an error would break: the next allocation after that fails.
   * Of the run that is measured, not of warm-up runs; over several runs, of all of them together.
   * Checks nothing by itself; where live bytes cannot be decided, later checks cannot be certified.
   *
   * <pre><code class='java'>
   * assertThatMemory(() -&gt; cache.load(everything)).withBudget(kib(64)).hasNoLeaks();</code>
   * </pre>
   *
   * @throws IllegalArgumentException if {@code budget} is null or zero
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert withBudget(ByteSize budget) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().positive("budget", arguments().notNull("budget", budget).toBytes());
      subject().optionFor("withBudget").withBudget(budget);
      return myself;
    }
  }

  /**
   * Says how much the measurement looks at.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert withPreset(Preset preset) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("preset", preset);
      subject().optionFor("withPreset").withPreset(preset);
      return myself;
    }
  }

  /**
   * Measures what every thread does while the action runs, whoever handed it the work.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   * @see io.trackmemory.tracker.MemoryTracker#openForAllThreads()
   */
  public MemoryAssert onAllThreads() {
    try (OwnWork own = OwnWork.begin()) {
      subject().optionFor("onAllThreads").onAllThreads();
      return myself;
    }
  }

  /**
   * Counts, and follows no object: for large work, which takes less time and no memory for each
   * object so. Checks on counts and bytes are the same; later checks on leaks and peaks cannot be
   * certified.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   * @see io.trackmemory.tracker.MemoryTracker#count
   */
  public MemoryAssert countingOnly() {
    try (OwnWork own = OwnWork.begin()) {
      subject().optionFor("countingOnly").countingOnly();
      return myself;
    }
  }

  /**
   * Takes state that a library keeps for leaks as well, by one run: what was made meanwhile and is
   * held by fields of libraries only, such as a cache that is filled at first use. Without it, one
   * run tells of such state and does not fail, and where there were more ({@link #afterWarmup},
   * {@link #overRuns}) only what piles up is a leak. Of a scope or a snapshot as well.
   *
   * @throws IllegalStateException if something was checked already
   */
  public MemoryAssert judgingLibraries() {
    try (OwnWork own = OwnWork.begin()) {
      subject().judgeLibraries();
      return myself;
    }
  }

  /**
   * Says how long checks wait for work that the action handed to other threads, instead of {@code
   * trackmemory.leaks.settle}: what it does meanwhile counts. Where work has not ended by then, a
   * check that is not broken fails with {@code Cannot certify}. {@link Duration#ZERO} asks for what
   * was done until the action returned, for threads that go on by design.
   *
   * @throws IllegalArgumentException if {@code longest} is negative or null
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert awaiting(Duration longest) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("longest", longest);
      subject().optionFor("awaiting").awaiting(longest);
      return myself;
    }
  }
}
