package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals of many threads are what the code does, in every repetition; longer with -Psoak. */
class ManyThreadsTest {

  private static final int REPETITIONS = Integer.getInteger("soak.repetitions", 20);

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 100})
  void totals_areExact(int threads) {
    assertExact(threads, 1);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {5, 20, 100})
  void totals_areExact_inEveryRepetition(int threads) {
    assertExact(threads, REPETITIONS);
  }

  private static void assertExact(int threads, int repetitions) {
    for (int repetition = 0; repetition < repetitions; repetition++) {
      MemorySnapshot seen = MemoryTracker.measure(() -> runTogether(threads, 500));

      assertThat(Made.in(seen)).as("repetition %d", repetition).isEqualTo(threads * 500L);
      assertThat(seen.uncertified()).isEmpty();
      assertThat(seen.leaks()).isEmpty();
      assertThat(seen.leakResult().uncertified()).isEmpty();
    }
  }

  private static void runTogether(int count, int objects) throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(count);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> {
                await(together);
                Made.objects(objects);
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Made.sink = null;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Tag("slow")
  @Test
  void shortThreads_nothingLost_littleKept() throws Exception {
    int threads = 1_000 * REPETITIONS;
    assertThat(Jvm.run("-Xmx64m", ShortThreadsProgram.class.getName(), threads + "", "platform"))
        .containsExactly(3L * threads + " certified");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  @EnabledForJreRange(minVersion = 21, disabledReason = "has no virtual threads")
  void virtualThreads_nothingLost_littleKept() throws Exception {
    int threads = 1_000 * REPETITIONS;
    assertThat(Jvm.run("-Xmx256m", ShortThreadsProgram.class.getName(), threads + "", "virtual"))
        .containsExactly(3L * threads + " certified");
  }
}
