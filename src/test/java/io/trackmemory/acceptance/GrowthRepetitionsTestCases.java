package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Keeping;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Growth is told alike in every repetition, with the same message. */
@TrackMemory // a scope around the checks, in which compiled code stays able to follow
class GrowthRepetitionsTestCases {

  private static final int RUNS = 10;

  /* One after the other, since heap dumps take their time. */
  private static final List<ThrowingRunnable> LEVEL =
      List.of(Keeping::inRecent, Keeping::inPool, Keeping::inSoftCache);

  private final SameMessages messages = new SameMessages();

  @AfterEach
  void clear() {
    Keeping.clear();
  }

  /* A leak, and what is none, in turns. What is left of the heap, and so the forecast, is another
   * each time. */
  @Test
  void growth() {
    for (int i = 0; i < RUNS; i++) {
      Keeping.inList(); // makes the list's array
    }
    clear();
    for (int repetition = 0; repetition < SameMessages.REPETITIONS; repetition++) {
      if (repetition % 2 == 1) {
        ThrowingRunnable level = LEVEL.get(repetition / 2 % LEVEL.size());
        assertThatMemory(level).overRuns(RUNS).hasNoGrowth();
      } else {
        messages.sameAsBefore(
            "list",
            () ->
                messageOf(() -> assertThatMemory(Keeping::inList).overRuns(RUNS).hasNoGrowth())
                    .replaceAll("(At this rate|Also looked at).*\n", ""));
      }
      clear();
    }
    assertThat(messages.size()).isEqualTo(1);
  }
}
