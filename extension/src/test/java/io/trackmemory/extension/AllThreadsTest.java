package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code @TrackMemory(threads = Threads.ALL)}: whatever every thread does meanwhile. */
class AllThreadsTest {

  private static final LinkedBlockingQueue<Work> QUEUE = new LinkedBlockingQueue<>();

  /** No task that could be followed. */
  @FunctionalInterface
  interface Work {
    void perform();
  }

  /** Does something on a thread that belongs to no test, given to it in a way nobody follows. */
  static void elsewhere(Work work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    QUEUE.add(
        () -> {
          work.perform();
          done.countDown();
        });
    done.await();
  }

  @BeforeAll
  static void startThread() {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  QUEUE.take().perform();
                } catch (InterruptedException e) {
                  return;
                }
              }
            },
            "elsewhere");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void scope_seesEveryThread() {
    assertPasses(SeeingTestCases.class, 2);
  }

  @Test
  void scopeOfTheClass_too() {
    assertPasses(ClassTestCases.class, 1);
  }

  @Test
  void limits_areOnWhatEveryThreadDoes() {
    Outcome outcome = Fixtures.run(LimitedTestCases.class);
    assertThat(outcome.passed()).containsExactly("seven()");
    assertThat(outcome.failed()).containsExactly("keepsOne()");
    assertThat(outcome.failureOf("keepsOne()"))
        .hasMessageContaining("to leak no objects but it leaked 1 (16 B)")
        .hasMessageContaining("in elsewhere");
  }

  @Test
  void message_saysSo() {
    assertThat(Fixtures.run(FrugalTestCases.class).failureOf("seven()"))
        .hasMessageContaining("to make no allocations")
        .hasMessageContaining("7 x " + Marks.Mark.class.getName())
        .hasMessageContaining("ll threads");
  }

  private static void assertPasses(Class<?> fixture, int tests) {
    Outcome outcome = Fixtures.run(fixture);
    assertThat(outcome.results().allEvents().failed().count()).as(outcome.toString()).isZero();
    assertThat(outcome.passed()).hasSize(tests);
  }

  @TrackMemory(threads = Threads.ALL)
  static class SeeingTestCases {

    @BeforeEach
    void before() throws InterruptedException {
      Marks.make(10);
      elsewhere(() -> Marks.make(100));
    }

    @Test
    void all(MemoryScope memory) throws InterruptedException {
      Marks.make(1000);
      elsewhere(() -> Marks.make(3000));
      MemorySnapshot snapshot = memory.snapshot();
      assertThat(Marks.in(snapshot)).isEqualTo(4110);
      assertThat(Marks.in(snapshot.since("body"))).isEqualTo(4000);
      assertThat(snapshot.allThreads()).isTrue();
      assertThat(snapshot.uncertified()).isEmpty();
    }

    @Test
    @TrackMemory
    void followed(MemoryScope memory) throws InterruptedException {
      Marks.make(1000);
      elsewhere(() -> Marks.make(3000));
      assertThat(Marks.in(memory.snapshot())).isEqualTo(1010);
      assertThat(memory.snapshot().allThreads()).isFalse();
    }
  }

  @TrackMemory(threads = Threads.ALL)
  static class ClassTestCases {

    @BeforeAll
    static void start(MemoryScope memory) throws InterruptedException {
      Marks.make(1);
      elsewhere(() -> Marks.make(10));
      assertThat(Marks.in(memory.snapshot())).isEqualTo(11);
    }

    @Test
    void all(MemoryScope memory) throws InterruptedException {
      Marks.make(100);
      elsewhere(() -> Marks.make(1000));
      assertThat(Marks.in(memory.snapshot())).isEqualTo(1100);
      assertThat(memory.snapshot().uncertified()).isEmpty();
    }

    @AfterAll
    static void stop(MemoryScope memory) {
      assertThat(memory.snapshot().allThreads()).isTrue();
      assertThat(memory.snapshot().uncertified()).isEmpty();
    }
  }

  @TrackMemory(threads = Threads.ALL)
  static class LimitedTestCases {

    @Test
    @NoLeaks
    void keepsOne() throws InterruptedException {
      elsewhere(Marks::keep);
    }

    @Test
    @NoLeaks
    void seven() throws InterruptedException {
      elsewhere(() -> Marks.make(7));
    }
  }

  @TrackMemory(threads = Threads.ALL)
  static class FrugalTestCases {

    @Test
    @NoAllocations
    void seven() throws InterruptedException {
      elsewhere(() -> Marks.make(7));
    }
  }
}
