package io.trackmemory.examples;

import static io.trackmemory.dsl.Budget.budget;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;

import io.trackmemory.extension.TrackMemory;
import org.junit.jupiter.api.Test;

/** A pool in steady state, and when memory runs out. */
@TrackMemory
class BuffersTest {

  private final Buffers buffers = new Buffers();

  @Test
  void lendingMeetsItsBudget() {
    assertThatMemory(() -> buffers.quoted("text"))
        .afterWarmup(20)
        .meets(budget().peak(kib(1)).noLeaks());
  }

  /**
   * Commons Pool 2.12.1 marks a buffer as lent, and then asks for the time. If there is no memory
   * for that {@code Instant}, {@code borrowObject} throws: nobody has the buffer, and the pool
   * waits for it for ever.
   */
  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to survive allocation failures but the clean-up after it ended in",
        "1 buffer is lent, and nobody has it when allocation",
        "1 x java.time.Instant",
        "<- Buffers.quoted(Buffers.java:"
      })
  void buffersComeBackWhenMemoryRunsOut() {
    assertThatMemory(() -> buffers.quoted("text"))
        .afterWarmup(20)
        .afterEachRun(this::checkThatAllAreBack)
        .survivesAllocationFailures();
  }

  private void checkThatAllAreBack() {
    if (buffers.lent() > 0) {
      throw new IllegalStateException(buffers.lent() + " buffer is lent, and nobody has it");
    }
  }
}
