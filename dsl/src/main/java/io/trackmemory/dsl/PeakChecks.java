package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.List;
import java.util.stream.Stream;

/** Checks of how much was alive at once. */
@SuppressWarnings("try") // a span of own work is never referenced
abstract class PeakChecks extends OffHeapChecks {

  PeakChecks(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
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
          "hasPeakAtMost(" + Sizes.code(limit.toBytes()) + ")",
          Ask.ALL.within(List.of(limit)),
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
          "hasPeakAtMost(a snapshot)",
          Ask.ALL.within(
              Stream.of(peak.atLeast(), peak.atMost()).distinct().map(ByteSize::ofBytes).toList()),
          peak.atMost(),
          seen -> PeakRulings.atMost(subject(), seen, other));
    }
  }
}
