package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Assertions on the memory of an action, a scope or a snapshot.
 *
 * <p>An action is measured by the first check, once; options stand before that. A scope's snapshot
 * is taken by the first check. Where no verdict can be given, a check fails with a message that
 * begins {@code Cannot certify}, or aborts the test if {@code trackmemory.uncertified} is {@code
 * abort}. Where {@code trackmemory.proof} is {@code true}, a check that passes has to fail once
 * more is really made than it allows, and an action runs again for that. To be used by one thread.
 *
 * <p>Longer than other files, as users find every check on this one type: each is its name and its
 * question, and all go the same way, by {@link #check}.
 */
@SuppressWarnings("try") // a span of own work is never referenced
public final class MemoryAssert extends ActionOptions {

  private MemoryAssert(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
  }

  static MemoryAssert of(ThrowingRunnable action, Context context) {
    Arguments.ALONE.notNull("action", action);
    Runnable asked = context.begin("measured its action");
    return new MemoryAssert(action, new ActionSubject(action, context.tracker(), asked), context);
  }

  static MemoryAssert of(MemorySnapshot snapshot, Context context) {
    Arguments.ALONE.notNull("snapshot", snapshot);
    Measurement measured = Measurement.of(snapshot, false);
    return new MemoryAssert(
        snapshot, SeenSubject.of("the snapshot", () -> measured, context), context);
  }

  static MemoryAssert of(MemoryScope scope, Context context) {
    Arguments.ALONE.notNull("scope", scope);
    return new MemoryAssert(
        scope,
        SeenSubject.of("the scope", () -> Measurement.of(scope.snapshot(), false), context),
        context);
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
      return checkAllocations(
          "hasNoAllocations()",
          0L,
          seen -> AllocationRulings.none(seen, "hasAllocationCountAtMost"));
    }
  }

  /** Verifies that {@code count} objects and arrays were allocated, as the code is written. */
  public MemoryAssert hasAllocationCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("count", count);
      return checkAllocations(
          "hasAllocationCount(" + count + ")",
          count,
          seen -> AllocationRulings.count(seen, count, "hasAllocationCount"));
    }
  }

  /** Verifies that at most {@code limit} objects and arrays were allocated. */
  public MemoryAssert hasAllocationCountAtMost(long limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("limit", limit);
      return checkAllocations(
          "hasAllocationCountAtMost(" + limit + ")",
          limit,
          seen -> AllocationRulings.countAtMost(seen, limit, "hasAllocationCountAtMost"));
    }
  }

  /** Verifies that {@code size} was allocated, headers and padding included. */
  public MemoryAssert hasAllocatedBytes(ByteSize size) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("size", size);
      return checkAllocations(
          Sizes.call("hasAllocatedBytes", size.toBytes()),
          size.toBytes(),
          seen -> AllocationRulings.bytes(seen, size, "hasAllocatedBytes"));
    }
  }

  /** Verifies that at most {@code limit} was allocated, headers and padding included. */
  public MemoryAssert hasAllocatedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return checkAllocations(
          Sizes.call("hasAllocatedBytesAtMost", limit.toBytes()),
          limit.toBytes(),
          seen -> AllocationRulings.bytesAtMost(seen, limit, "hasAllocatedBytesAtMost"));
    }
  }

  /** Verifies that no more bytes were allocated than in another measurement. */
  public MemoryAssert hasAllocatedBytesAtMost(MemorySnapshot other) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("other", other);
      long limit = other.allocatedBytes();
      return checkAllocations(
          "hasAllocatedBytesAtMost(a snapshot of " + Sizes.rounded(limit) + ")",
          limit,
          seen -> AllocationRulings.bytesAtMost(seen, other, "hasAllocatedBytesAtMost"));
    }
  }

  /**
   * Verifies that the JVM's own counter moved by at most {@code limit}: what the JIT compiler left
   * of the allocations, first use included. Make it the first check, after a warm-up.
   */
  public MemoryAssert hasJvmAllocatedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return checkJvmBytes(
          Sizes.call("hasJvmAllocatedBytesAtMost", limit.toBytes()),
          limit.toBytes(),
          seen -> JvmRulings.atMost(seen, limit));
    }
  }

  /**
   * Verifies that the JVM's own counter did not move: that the JIT compiler left no allocation.
   * Make it the first check, after a warm-up.
   */
  public MemoryAssert hasNoJvmAllocations() {
    try (OwnWork own = OwnWork.begin()) {
      return checkJvmBytes("hasNoJvmAllocations()", 0L, JvmRulings::none);
    }
  }

  /**
   * Verifies that nothing that was allocated and is the user's is still strongly reachable: held by
   * a field, thread, task or {@code ThreadLocal} of the user's code, of a class of the user's, or
   * made by a line of the user's. What only libraries keep is told; it is a leak where several runs
   * ({@link #afterWarmup}, {@link #overRuns}) show that it piles up, and by one run after {@link
   * #judgingLibraries()}.
   *
   * <pre><code class='java'>
   * // passes: the library's cache behind MAPPER is told
   * assertThatMemory(() -&gt; MAPPER.writeValueAsString(order)).hasNoLeaks();
   * // fails
   * assertThatMemory(() -&gt; ORDERS.add(order())).hasNoLeaks();</code>
   * </pre>
   */
  public MemoryAssert hasNoLeaks() {
    try (OwnWork own = OwnWork.begin()) {
      return checkLeaks("hasNoLeaks()", 0L, leaks -> LeakRulings.none(leaks, "hasLeakCount"));
    }
  }

  /**
   * Verifies that {@code count} of the objects that were allocated are still reachable, of those
   * that {@link #hasNoLeaks()} judges.
   */
  public MemoryAssert hasLeakCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("count", count);
      return checkLeaks(
          "hasLeakCount(" + count + ")",
          count,
          leaks -> LeakRulings.count(leaks, count, "hasLeakCount"));
    }
  }

  /**
   * Verifies that at most {@code limit} of the objects that were allocated are still reachable, of
   * those that {@link #hasNoLeaks()} judges.
   */
  public MemoryAssert hasLeakCountAtMost(long limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("limit", limit);
      return checkLeaks(
          "hasLeakCountAtMost(" + limit + ")",
          limit,
          leaks -> LeakRulings.countAtMost(leaks, limit, "hasLeakCountAtMost"));
    }
  }

  /**
   * Verifies that the objects still reachable have at most {@code limit}, by shallow size, of those
   * that {@link #hasNoLeaks()} judges.
   */
  public MemoryAssert hasLeakedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return checkLeaks(
          Sizes.call("hasLeakedBytesAtMost", limit.toBytes()),
          limit.toBytes(),
          leaks -> LeakRulings.bytesAtMost(leaks, limit, "hasLeakedBytesAtMost"));
    }
  }

  /**
   * Verifies that no object of {@code type} or of a subtype is still reachable, whoever keeps it:
   * what only libraries keep, too.
   */
  public MemoryAssert hasNoLeaksOf(Class<?> type) {
    try (OwnWork own = OwnWork.begin()) {
      Filters<LeakFilter> ofType =
          Filters.<LeakFilter>none().and(OfType.of(arguments().typeOfObjects(type)));
      return checkLeaks(
          Breaking.of(Injection.How.KEPT, ofType.all()),
          "hasNoLeaksOf(" + type.getSimpleName() + ".class)",
          0L,
          leaks ->
              LeakRulings.judge(
                  leaks,
                  ofType,
                  context().tracker(),
                  0L,
                  taken -> LeakRulings.none(taken, "hasCount")));
    }
  }

  /**
   * Verifies that all memory off the heap that was taken is given back, and all files and sockets
   * that were opened are closed: direct and mapped buffers, memory of {@code Unsafe}, segments of
   * arenas, streams of zlib. What a {@code Cleaner} gives back once it is collected is no leak.
   *
   * <pre><code class='java'>
   * // passes
   * assertThatMemory(() -&gt; ByteBuffer.allocateDirect(1024)).hasNoDirectMemoryLeaks();
   * // fails
   * assertThatMemory(() -&gt; BUFFERS.add(ByteBuffer.allocateDirect(1024))).hasNoDirectMemoryLeaks();</code>
   * </pre>
   */
  public MemoryAssert hasNoDirectMemoryLeaks() {
    try (OwnWork own = OwnWork.begin()) {
      return checkOffHeap(
          "hasNoDirectMemoryLeaks()", 0L, seen -> OffHeapRulings.noLeaks(subject(), seen));
    }
  }

  /**
   * Verifies that at most {@code limit} was held off the heap at once: of what was taken since the
   * measurement began, by the byte, until it was given back.
   */
  public MemoryAssert hasDirectMemoryAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return checkGrowing(
          Ask.ALL.brokenBy(Breaking.OFF_HEAP),
          Sizes.call("hasDirectMemoryAtMost", limit.toBytes()),
          limit.toBytes(),
          seen -> OffHeapRulings.atMost(subject(), seen, limit));
    }
  }

  /**
   * Verifies that live bytes, of what was allocated and strongly reachable, never exceeded {@code
   * limit}. Decided exactly as first check of an action, or after {@link #withPeakLimit} with the
   * same limit; else by the bounds that are known, and inside them not certified.
   *
   * <pre><code class='java'>
   * // passes: one array is alive at a time
   * assertThatMemory(() -&gt; copy(in, out, new byte[8192])).hasPeakAtMost(kib(16));
   * // fails
   * assertThatMemory(() -&gt; in.readAllBytes()).hasPeakAtMost(kib(16));</code></pre>
   */
  public MemoryAssert hasPeakAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return checkGrowing(
          Ask.ALL.within(List.of(limit)).brokenBy(Breaking.ALIVE),
          Sizes.call("hasPeakAtMost", limit.toBytes()),
          limit.toBytes(),
          seen -> PeakRulings.atMost(subject(), seen, limit.toBytes()));
    }
  }

  /**
   * Verifies that no more bytes were alive at once than in another measurement, as far as the
   * bounds on that one's peak tell.
   */
  public MemoryAssert hasPeakAtMost(MemorySnapshot other) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("other", other);
      PeakBracket peak = other.peak();
      return checkGrowing(
          Ask.ALL
              .within(
                  Stream.of(peak.atLeast(), peak.atMost())
                      .distinct()
                      .map(ByteSize::ofBytes)
                      .toList())
              .brokenBy(Breaking.ALIVE),
          "hasPeakAtMost(a snapshot)",
          peak.atMost(),
          seen -> PeakRulings.atMost(subject(), seen, other));
    }
  }

  /**
   * Verifies that runs leave no more and more behind: by what is strongly reachable in the whole
   * heap after each round of runs. What is left once, or until a cache is full, is not growth.
   *
   * <p>Needs {@link #overRuns(int)} with 10 runs or more, and a JVM in which no other test runs
   * meanwhile. As first check, its measurement serves the others too; as a later one, the action
   * runs as often again.
   *
   * <pre><code class='java'>
   * // passes
   * assertThatMemory(() -&gt; cache.get("key")).overRuns(20).hasNoGrowth();
   * // fails
   * assertThatMemory(() -&gt; listeners.add(new Listener())).overRuns(20).hasNoGrowth();</code>
   * </pre>
   */
  public MemoryAssert hasNoGrowth() {
    try (OwnWork own = OwnWork.begin()) {
      return checkGrowth(
          "hasNoGrowth()",
          0L,
          result -> GrowthRulings.atMost(ByteSize.ofBytes(0), result, subject()));
    }
  }

  /**
   * Verifies that runs leave at most {@code limit} more behind each, by shallow size; see {@link
   * #hasNoGrowth()}.
   */
  public MemoryAssert hasGrowthPerRunAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return checkGrowth(
          Sizes.call("hasGrowthPerRunAtMost", limit.toBytes()),
          limit.toBytes(),
          result -> GrowthRulings.atMost(limit, result, subject()));
    }
  }

  /**
   * Verifies that what was allocated, by type and method, is what is stored under a name: the same
   * number of objects and bytes, neither more nor less, within the tolerance that the file has. The
   * file is that of the test's class, or without the extension that of the class which calls this,
   * in {@code trackmemory.baseline.dir}. Where nothing is stored, what was measured is, unless the
   * variable {@code CI} is set; with {@code trackmemory.baseline.update=true} it replaces what is
   * stored.
   *
   * <p>As first check, it takes a call stack of each allocation, so that of each it is known which
   * method called.
   *
   * <pre><code class='java'>
   * assertThatMemory(() -&gt; book.fills()).matchesBaseline("fills");</code></pre>
   *
   * @param name of this check alone in its class: no slash, no control character, no blank around
   * @throws IllegalArgumentException if it is null or has another form
   */
  public MemoryAssert matchesBaseline(String name) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().baselineName("name", name);
      BaselineCheck check =
          BaselineCheck.of(name, subject(), context().tracker(), CallerLine.whoChecks());
      return check(
          check.ask(), "matchesBaseline(\"" + name + "\")", name, check::judge, check::settled);
    }
  }

  /**
   * Verifies that all limits of a budget are kept: bytes allocated in set-up, run and tear-down,
   * live bytes, leaks. All that are broken are told at once; where one cannot be certified and none
   * is broken, the check is not.
   *
   * <pre><code class='java'>
   * assertThatMemory(scope).meets(budget().setUp(kib(64)).run(kib(256)).peak(mib(1)).noLeaks());</code>
   * </pre>
   *
   * @throws IllegalArgumentException if {@code budget} is null or limits nothing, or if it limits a
   *     phase and the checkpoint {@code body} or {@code teardown} is missing
   */
  public MemoryAssert meets(Budget budget) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().limiting(budget);
      return check(
          ruling -> BudgetRulings.about(budget, ruling),
          Ask.ALL
              .within(budget.limit(BudgetPart.PEAK).stream().toList())
              .brokenBy(BudgetRulings.breaking(budget, subject())),
          "meets(" + budget + ")",
          budget.toString(),
          seen -> BudgetRulings.judge(budget, subject(), seen));
    }
  }

  /**
   * Verifies that the action survives it where there is no memory for an allocation: it runs again
   * with the first, the second, ... failing, each time ends in that {@code OutOfMemoryError} or
   * normally, never in another exception, and leaves nothing behind that {@link #hasNoLeaks()}
   * judges. Where it makes more than 1,000, the first, second and last of each line fail and a
   * sample of the others, the same each time.
   *
   * <p>Never in first use, in test code or inside {@code java.util.concurrent}, whose locks an
   * error would break; only what the thread allocates that runs the action, not what it hands over.
   * Two runs come first in which none fails, and have to allocate the same. Each run costs a
   * collection of the heap. What {@link #beforeEachRun} and {@link #afterEachRun} say is done
   * around each.
   *
   * <pre><code class='java'>
   * // passes
   * assertThatMemory(() -&gt; {
   *   Connection connection = pool.take();
   *   try {
   *     connection.send(new Request());
   *   } finally {
   *     pool.giveBack(connection);
   *   }
   * }).survivesAllocationFailures();
   * // fails: without a request there is nobody to give the connection back
   * assertThatMemory(() -&gt; {
   *   Connection connection = pool.take();
   *   connection.send(new Request());
   *   pool.giveBack(connection);
   * }).survivesAllocationFailures();</code></pre>
   *
   * @throws IllegalStateException if there is no action
   */
  public MemoryAssert survivesAllocationFailures() {
    try (OwnWork own = OwnWork.begin()) {
      subject().asked();
      FailingRuns runs = subject().failAllocations();
      String call = "survivesAllocationFailures()";
      Ruling proved =
          proof(call)
              .impossible(
                  runs.ruling(), "there is no limit that something more could break; see its runs");
      return conclude(About.LEAKS, call, runs.seen(), proved);
    }
  }

  /**
   * Turns to each single run: what is checked then must hold for every one, and the worst one is
   * named. Options may still follow.
   *
   * @throws IllegalStateException if the action is measured already, or there is none
   */
  @CheckReturnValue
  public MemoryAssert perRun() {
    try (OwnWork own = OwnWork.begin()) {
      ActionSubject action = subject().optionFor("perRun");
      action.eachRun();
      return described(new MemoryAssert(actual, new EachRun(action), context()));
    }
  }

  /** Goes on to the allocations. */
  @CheckReturnValue
  public AllocationsAssert allocations() {
    try (OwnWork own = OwnWork.begin()) {
      return described(new AllocationsAssert(actual, subject(), context(), Filters.none()));
    }
  }

  /**
   * Goes on to the leaks: those that {@link #hasNoLeaks()} judges; with a filter all that it names,
   * what only libraries keep, too.
   */
  @CheckReturnValue
  public LeaksAssert leaks() {
    try (OwnWork own = OwnWork.begin()) {
      return described(new LeaksAssert(actual, subject(), context(), Filters.none()));
    }
  }

  /**
   * Goes on to the part after a checkpoint; measures if no check has.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name, naming those there are
   */
  @CheckReturnValue
  public MemoryAssert since(String checkpoint) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("checkpoint", checkpoint);
      return part("since", checkpoint, snapshot -> snapshot.since(checkpoint));
    }
  }

  /**
   * Goes on to the part up to a checkpoint; measures if no check has.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name, naming those there are
   */
  @CheckReturnValue
  public MemoryAssert until(String checkpoint) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("checkpoint", checkpoint);
      return part("until", checkpoint, snapshot -> snapshot.until(checkpoint));
    }
  }

  private MemoryAssert part(String from, String checkpoint, UnaryOperator<MemorySnapshot> cut) {
    try {
      SeenSubject part = subject().part(from, checkpoint, cut);
      part.seenSoFar(); // an unknown checkpoint is an error at once
      return described(new MemoryAssert(actual, part, context()));
    } catch (Throwable e) {
      subject().asked(); // whoever expects that has no assert to go on with
      throw e;
    }
  }

  private MemoryAssert checkAllocations(
      String call, Object expected, Function<Allocations, Ruling> question) {
    return checkGrowing(
        Ask.ALL, call, expected, seen -> question.apply(Allocations.all(subject(), seen)));
  }

  private MemoryAssert checkJvmBytes(
      String call, Object expected, Function<Allocations, Ruling> question) {
    return check(
        About.FIGURES,
        Ask.COUNTER,
        call,
        expected,
        seen -> question.apply(Allocations.all(subject(), seen)));
  }

  private MemoryAssert checkLeaks(String call, Object expected, Function<Leaks, Ruling> question) {
    return checkLeaks(Breaking.KEPT, call, expected, question);
  }

  private MemoryAssert checkLeaks(
      Breaking breaking, String call, Object expected, Function<Leaks, Ruling> question) {
    return check(
        About.LEAKS,
        Ask.ALL.brokenBy(breaking),
        call,
        expected,
        seen -> LeakRulings.judge(subject(), seen, expected, question));
  }

  /* Growth is seen in runs of its own, if need be. */
  private MemoryAssert checkGrowth(
      String call, Object expected, Function<GrowthResult, Ruling> question) {
    subject().asked();
    Ruling ruling = grown(subject().growth(), expected, question);
    Ruling proved =
        proof(call)
            .of(
                ruling,
                () -> Breaking.KEPT.plans(ruling, expected, Optional.empty(), context().tracker()),
                injection -> grown(subject().growthAgain(injection), expected, question));
    return conclude(About.GROWTH, call, subject().growthSeen(), proved);
  }

  private static Ruling grown(
      GrowthResult result, Object expected, Function<GrowthResult, Ruling> question) {
    return result
        .uncertified()
        .<Ruling>map(cause -> new Ruling.Uncertified(cause, expected))
        .orElseGet(() -> question.apply(result));
  }
}
