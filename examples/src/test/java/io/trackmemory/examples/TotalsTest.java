package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.TrackMemory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Boxing in a loop that should allocate nothing. */
@TrackMemory
class TotalsTest {

  private final int[] values = IntStream.range(1_000, 2_000).toArray();

  @Test
  @NoAllocations
  void plainTotalAllocatesNothing() {
    Totals.plain(values);
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to make no allocations but it made 1000",
        "1000 x java.lang.Long",
        "Totals.boxed(Totals.java:"
      })
  void boxedTotalAllocatesNothing() {
    assertThatMemory(() -> Totals.boxed(values)).hasNoAllocations();
  }
}
