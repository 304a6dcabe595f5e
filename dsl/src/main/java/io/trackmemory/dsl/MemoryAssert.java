package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Assertions on the memory of an action, a scope or a snapshot.
 *
 * <p>An action is measured by the first check, once; options stand before that. A scope's snapshot
 * is taken by the first check. Where no verdict can be given, a check fails with a message that
 * begins {@code Cannot certify}, or aborts the test if {@code trackmemory.uncertified} is {@code
 * abort}. To be used by one thread.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class MemoryAssert extends AbstractMemoryAssert<MemoryAssert> {

  private MemoryAssert(Object actual, Subject subject, Context context) {
    super(actual, MemoryAssert.class, subject, context);
  }

  static MemoryAssert of(ThrowingRunnable action, Context context) {
    Arguments.notNull("action", action);
    Runnable asked = context.begin("measured its action");
    return new MemoryAssert(action, new ActionSubject(action, context.tracker(), asked), context);
  }

  static MemoryAssert of(MemorySnapshot snapshot, Context context) {
    Arguments.notNull("snapshot", snapshot);
    Measurement measured = Measurement.of(snapshot, false);
    Runnable asked = context.begin("checked anything");
    return new MemoryAssert(
        snapshot, new SeenSubject("the snapshot", "", asked, () -> measured), context);
  }

  static MemoryAssert of(MemoryScope scope, Context context) {
    Arguments.notNull("scope", scope);
    Runnable asked = context.begin("checked anything");
    return new MemoryAssert(
        scope,
        new SeenSubject("the scope", "", asked, () -> Measurement.of(scope.snapshot(), false)),
        context);
  }

  /**
   * Runs the action {@code runs} times before the run that is measured.
   *
   * @throws IllegalArgumentException if {@code runs} is negative
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert afterWarmup(int runs) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNegative("runs", runs);
      subject().optionFor("afterWarmup").afterWarmup(runs);
      return this;
    }
  }

  /**
   * Runs {@code preparation} before each run of the action, warm-up runs included, unmeasured.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert beforeEachRun(ThrowingRunnable preparation) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("preparation", preparation);
      subject().optionFor("beforeEachRun").beforeEachRun(preparation);
      return this;
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
      Arguments.notNull("cleanup", cleanup);
      subject().optionFor("afterEachRun").afterEachRun(cleanup);
      return this;
    }
  }

  /**
   * Says how much the measurement looks at.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert withPreset(Preset preset) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("preset", preset);
      subject().optionFor("withPreset").withPreset(preset);
      return this;
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
      return this;
    }
  }

  /**
   * Waits after the measured run, {@code longest} at most, until the work that the action handed to
   * other threads has ended: what it does counts. Work that goes on makes every check fail with
   * {@code Cannot certify}.
   *
   * @throws IllegalArgumentException if {@code longest} is negative or null
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  public MemoryAssert awaiting(Duration longest) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNegative("longest", longest);
      subject().optionFor("awaiting").awaiting(longest);
      return this;
    }
  }

  /**
   * Verifies that no object and no array was allocated.
   *
   * <pre><code class='java'>
   * // passes
   * assertThatMemory(() -&gt; sum(1, 2)).hasNoAllocations();
   * // fails
   * assertThatMemory(() -&gt; new ArrayList&lt;&gt;()).hasNoAllocations();</code></pre>
   */
  public MemoryAssert hasNoAllocations() {
    try (OwnWork own = OwnWork.begin()) {
      return judge(
          "hasNoAllocations()",
          0L,
          seen -> AllocationRulings.none(seen, "hasAllocationCountAtMost"));
    }
  }

  /** Verifies that {@code count} objects and arrays were allocated, as the code is written. */
  public MemoryAssert hasAllocationCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNegative("count", count);
      return judge(
          "hasAllocationCount(" + count + ")",
          count,
          seen -> AllocationRulings.count(seen, count, "hasAllocationCount"));
    }
  }

  /** Verifies that at most {@code limit} objects and arrays were allocated. */
  public MemoryAssert hasAllocationCountAtMost(long limit) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNegative("limit", limit);
      return judge(
          "hasAllocationCountAtMost(" + limit + ")",
          limit,
          seen -> AllocationRulings.countAtMost(seen, limit, "hasAllocationCountAtMost"));
    }
  }

  /** Verifies that {@code size} was allocated, headers and padding included. */
  public MemoryAssert hasAllocatedBytes(ByteSize size) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("size", size);
      return judge(
          "hasAllocatedBytes(" + Sizes.code(size.toBytes()) + ")",
          size.toBytes(),
          seen -> AllocationRulings.bytes(seen, size));
    }
  }

  /** Verifies that at most {@code limit} was allocated, headers and padding included. */
  public MemoryAssert hasAllocatedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("limit", limit);
      return judge(
          "hasAllocatedBytesAtMost(" + Sizes.code(limit.toBytes()) + ")",
          limit.toBytes(),
          seen -> AllocationRulings.bytesAtMost(seen, limit, "hasAllocatedBytesAtMost"));
    }
  }

  /** Verifies that no more bytes were allocated than in another measurement. */
  public MemoryAssert hasAllocatedBytesAtMost(MemorySnapshot other) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("other", other);
      long limit = other.allocatedBytes();
      return judge(
          "hasAllocatedBytesAtMost(a snapshot of " + Sizes.rounded(limit) + ")",
          limit,
          seen -> AllocationRulings.bytesAtMost(seen, other));
    }
  }

  /**
   * Verifies that the JVM's own counter moved by at most {@code limit}: what the JIT compiler left
   * of the allocations, first use included. Make it the first check, after a warm-up.
   */
  public MemoryAssert hasJvmAllocatedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("limit", limit);
      Measurement measured = measured(true);
      return check(
          "hasJvmAllocatedBytesAtMost(" + Sizes.code(limit.toBytes()) + ")",
          measured,
          limit.toBytes(),
          snapshot -> JvmRulings.atMost(limit, measured, subject(), snapshot));
    }
  }

  /**
   * Verifies that the JVM's own counter did not move: that the JIT compiler left no allocation.
   * Make it the first check, after a warm-up.
   */
  public MemoryAssert hasNoJvmAllocations() {
    try (OwnWork own = OwnWork.begin()) {
      Measurement measured = measured(true);
      return check(
          "hasNoJvmAllocations()",
          measured,
          0L,
          snapshot -> JvmRulings.none(measured, subject(), snapshot));
    }
  }

  /** Verifies that nothing that was allocated is still strongly reachable. */
  public MemoryAssert hasNoLeaks() {
    try (OwnWork own = OwnWork.begin()) {
      return judgeLeaks("hasNoLeaks()", 0L, LeakRulings::hasNone);
    }
  }

  /** Verifies that {@code count} of the objects that were allocated are still reachable. */
  public MemoryAssert hasLeakCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNegative("count", count);
      return judgeLeaks(
          "hasLeakCount(" + count + ")", count, leaks -> LeakRulings.hasLeakCount(leaks, count));
    }
  }

  /** Verifies that the objects still reachable have at most {@code limit}, by shallow size. */
  public MemoryAssert hasLeakedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("limit", limit);
      return judgeLeaks(
          "hasLeakedBytesAtMost(" + Sizes.code(limit.toBytes()) + ")",
          limit.toBytes(),
          leaks -> LeakRulings.hasBytesAtMost(leaks, limit));
    }
  }

  /** Verifies that no object of {@code type} or of a subtype is still reachable. */
  public MemoryAssert hasNoLeaksOf(Class<?> type) {
    try (OwnWork own = OwnWork.begin()) {
      OfType filter = OfType.of(Arguments.typeOfObjects(type));
      return judgeLeaks(
          "hasNoLeaksOf(" + type.getSimpleName() + ".class)",
          0L,
          leaks ->
              LeakRulings.isEmpty(
                  leaks.narrowed(
                      List.of(filter), new Evidence(leaks.snapshot(), context().tracker()))));
    }
  }

  /** Goes on to the allocations. */
  public AllocationsAssert allocations() {
    try (OwnWork own = OwnWork.begin()) {
      return described(new AllocationsAssert(actual, subject(), context(), List.of()));
    }
  }

  /** Goes on to the leaks. */
  public LeaksAssert leaks() {
    try (OwnWork own = OwnWork.begin()) {
      return described(new LeaksAssert(actual, subject(), context(), List.of()));
    }
  }

  /**
   * Goes on to the part after a checkpoint; measures if no check has.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name, naming those there are
   */
  public MemoryAssert since(String checkpoint) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("checkpoint", checkpoint);
      return part("since", checkpoint, snapshot -> snapshot.since(checkpoint));
    }
  }

  /**
   * Goes on to the part up to a checkpoint; measures if no check has.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name, naming those there are
   */
  public MemoryAssert until(String checkpoint) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.notNull("checkpoint", checkpoint);
      return part("until", checkpoint, snapshot -> snapshot.until(checkpoint));
    }
  }

  private MemoryAssert part(String from, String checkpoint, UnaryOperator<MemorySnapshot> cut) {
    Measurement measured = subject().measurement(false).part(cut);
    String quoted = "\"" + checkpoint + "\"";
    SeenSubject part =
        new SeenSubject(
            subject().phrase() + " " + from + " " + quoted,
            subject().path() + from + "(" + quoted + ").",
            subject()::asked,
            () -> measured);
    return described(new MemoryAssert(actual, part, context()));
  }

  private MemoryAssert judge(String call, Object expected, Function<Allocations, Ruling> question) {
    return check(call, expected, snapshot -> question.apply(Allocations.all(subject(), snapshot)));
  }

  private MemoryAssert judgeLeaks(String call, Object expected, Function<Leaks, Ruling> question) {
    return check(
        call, expected, snapshot -> LeakRulings.judge(subject(), snapshot, expected, question));
  }
}
