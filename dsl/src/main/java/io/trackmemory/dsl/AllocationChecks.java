package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.function.Function;

/** Checks of what was allocated. */
@SuppressWarnings("try") // a span of own work is never referenced
abstract class AllocationChecks extends ActionOptions {

  AllocationChecks(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
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
      arguments().notNegative("count", count);
      return judge(
          "hasAllocationCount(" + count + ")",
          count,
          seen -> AllocationRulings.count(seen, count, "hasAllocationCount"));
    }
  }

  /** Verifies that at most {@code limit} objects and arrays were allocated. */
  public MemoryAssert hasAllocationCountAtMost(long limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("limit", limit);
      return judge(
          "hasAllocationCountAtMost(" + limit + ")",
          limit,
          seen -> AllocationRulings.countAtMost(seen, limit, "hasAllocationCountAtMost"));
    }
  }

  /** Verifies that {@code size} was allocated, headers and padding included. */
  public MemoryAssert hasAllocatedBytes(ByteSize size) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("size", size);
      return judge(
          "hasAllocatedBytes(" + Sizes.code(size.toBytes()) + ")",
          size.toBytes(),
          seen -> AllocationRulings.bytes(seen, size));
    }
  }

  /** Verifies that at most {@code limit} was allocated, headers and padding included. */
  public MemoryAssert hasAllocatedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return judge(
          "hasAllocatedBytesAtMost(" + Sizes.code(limit.toBytes()) + ")",
          limit.toBytes(),
          seen -> AllocationRulings.bytesAtMost(seen, limit, "hasAllocatedBytesAtMost"));
    }
  }

  /** Verifies that no more bytes were allocated than in another measurement. */
  public MemoryAssert hasAllocatedBytesAtMost(MemorySnapshot other) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("other", other);
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
      arguments().notNull("limit", limit);
      Measurement measured = measured(Ask.COUNTER);
      return check(
          About.FIGURES,
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
      Measurement measured = measured(Ask.COUNTER);
      return check(
          About.FIGURES,
          "hasNoJvmAllocations()",
          measured,
          0L,
          snapshot -> JvmRulings.none(measured, subject(), snapshot));
    }
  }

  private MemoryAssert judge(String call, Object expected, Function<Allocations, Ruling> question) {
    return checkGrowing(
        call, Ask.ALL, expected, snapshot -> question.apply(Allocations.all(subject(), snapshot)));
  }
}
