package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict.About;

/** Checks of memory off the heap. */
@SuppressWarnings("try") // a span of own work is never referenced
abstract class OffHeapChecks extends LeakChecks {

  OffHeapChecks(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
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
      return check(
          About.OFF_HEAP_LEAKS,
          "hasNoDirectMemoryLeaks()",
          0L,
          snapshot -> OffHeapRulings.hasNoLeaks(subject(), snapshot));
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
          "hasDirectMemoryAtMost(" + Sizes.code(limit.toBytes()) + ")",
          Ask.ALL,
          limit.toBytes(),
          snapshot -> OffHeapRulings.hasAtMost(subject(), snapshot, limit));
    }
  }
}
