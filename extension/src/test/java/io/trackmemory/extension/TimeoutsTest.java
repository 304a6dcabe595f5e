package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests with a timeout see what they allocate themselves, in whichever thread. */
class TimeoutsTest extends SeenMarks {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void timeouts_inEitherThread() {
    assertPasses(
        TimeoutTestCases.class,
        Map.of("same thread", 111L, "separate thread", 112L, "preemptive", 113L));
  }

  @Timeout(60)
  @TrackMemory
  static class TimeoutTestCases {

    @BeforeEach
    void before() {
      Marks.make(100);
    }

    @Test
    void sameThread(MemoryScope memory) {
      Marks.make(11);
      note("same thread", memory);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void separateThread(MemoryScope memory) {
      Marks.make(12);
      note("separate thread", memory);
    }

    @Test
    void preemptive(MemoryScope memory) {
      assertTimeoutPreemptively(A_MINUTE, () -> Marks.make(13));
      note("preemptive", memory);
    }
  }

  @Test
  void preemptiveTimeout_inTheBody_countsTheUsersCodeOnly() {
    Outcome outcome = run(PreemptiveTestCases.class);
    assertThat(outcome.passed()).as(outcome.toString()).containsExactly("seven()");
    assertThat(outcome.failed()).containsExactly("eight()");
    assertThat(outcome.failureOf("eight()")).hasMessageContaining("but it made 8 (128 B)");
  }

  @LimitAllocations(count = 7)
  static class PreemptiveTestCases {

    @Test
    void seven() {
      assertTimeoutPreemptively(A_MINUTE, () -> Marks.make(7));
    }

    @Test
    void eight() {
      assertTimeoutPreemptively(A_MINUTE, () -> Marks.make(8));
    }
  }
}
