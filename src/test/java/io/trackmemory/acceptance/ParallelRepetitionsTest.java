package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Marks;
import io.trackmemory.extension.LeakScope;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.TypeStatistics;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests beside each other, in each way that JUnit runs them, have their own numbers in every
 * repetition; longer with -Psoak.
 */
@Tag("slow")
@Tag("sweep")
@Tag("all-compilers")
class ParallelRepetitionsTest {

  private static final int REPETITIONS = Integer.getInteger("soak.repetitions", 20);

  /* Made before the tests and shared by them: a task is its submitter's, the thread nobody's. */
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "shared pool");
            thread.setDaemon(true);
            return thread;
          });

  private static volatile boolean meeting;

  @TempDir static Path reports;

  /** What runs beside what, and on how many threads. */
  enum Mode {
    METHODS_FIXED("concurrent", "concurrent", "fixed", "fixed.parallelism=16"),
    METHODS_DYNAMIC("concurrent", "concurrent", "dynamic", "dynamic.factor=2"),
    CLASSES_FIXED("same_thread", "concurrent", "fixed", "fixed.parallelism=4"),
    CLASSES_DYNAMIC("same_thread", "concurrent", "dynamic", "dynamic.factor=1");

    private final String methods;
    private final String classes;
    private final String strategy;
    private final String size;

    Mode(String methods, String classes, String strategy, String size) {
      this.methods = methods;
      this.classes = classes;
      this.strategy = strategy;
      this.size = size;
    }

    Engine engine() {
      String prefix = "junit.jupiter.execution.parallel.";
      int equals = size.indexOf('=');
      return Engine.reportingTo(reports)
          .with("trackmemory.report", "never")
          .with(prefix + "enabled", "true")
          .with(prefix + "mode.default", methods)
          .with(prefix + "mode.classes.default", classes)
          .with(prefix + "config.strategy", strategy)
          .with(prefix + "config." + size.substring(0, equals), size.substring(equals + 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbers_areTheTestsOwn_inEveryRepetition(Mode mode) {
    int repetitions = Math.max(1, REPETITIONS / Mode.values().length);
    for (int repetition = 0; repetition < repetitions; repetition++) {
      meeting = mode == Mode.METHODS_FIXED;
      // Tests for leaks take heap dumps: beside the first two repetitions, later one in ten.
      boolean beside = repetition < 2 || repetition % 10 == 0;
      Outcome outcome =
          beside
              ? mode.engine()
                  .run(CountedTestCases.class, LimitedTestCases.class, CleanTestCases.class)
              : mode.engine().run(CountedTestCases.class, LimitedTestCases.class);
      assertThat(outcome.failed())
          .as("repetition %d: %s", repetition, failures(outcome))
          .containsExactly("limited to 399: 400");
      assertThat(outcome.failureOf("limited to 399: 400"))
          .hasMessageContaining("to make at most 399 allocations but it made 400 (6.3 KiB)");
      assertThat(outcome.passed()).hasSize(4 + 3 + (beside ? 4 : 0));
      assertThat(outcome.results().containerEvents().failed().count()).isZero();
    }
  }

  @Test
  void leaks_areTheTestsOwn_inEveryRepetition() {
    Mode[] modes = {Mode.METHODS_DYNAMIC, Mode.CLASSES_FIXED};
    int repetitions = Math.max(1, REPETITIONS / 10);
    for (int repetition = 0; repetition < repetitions; repetition++) {
      meeting = false;
      Outcome outcome =
          modes[repetition % modes.length]
              .engine()
              .run(LeakingTestCases.class, LeakingClassTestCases.class, CleanTestCases.class);
      assertThat(outcome.failed())
          .as("repetition %d: %s", repetition, failures(outcome))
          .containsExactly("keeps()");
      assertThat(outcome.failureOf("keeps()"))
          .hasMessageContaining("to leak no objects but it leaked 5 (80 B)")
          .hasMessageContaining("5 x io.trackmemory.acceptance.code.Marks$Third");
      assertThat(outcome.passed()).hasSize(1 + 4);
      assertThat(outcome.results().containerEvents().failed().count()).isEqualTo(1);
      assertThat(outcome.failureOf("ParallelRepetitionsTest$LeakingClassTestCases"))
          .hasMessageContaining("to leak no objects but it leaked 1 (16 B)");
      Marks.clear();
      LeakingClassTestCases.kept = "";
    }
  }

  private static String failures(Outcome outcome) {
    return outcome.failed().stream()
        .map(name -> name + ": " + outcome.failureOf(name))
        .collect(Collectors.joining("\n"));
  }

  private static long seen(MemorySnapshot snapshot, Class<?> type) {
    return snapshot.types().stream()
        .filter(row -> row.typeName().equals(type.getName()))
        .mapToLong(TypeStatistics::count)
        .sum();
  }

  private static void assertSeen(MemorySnapshot snapshot, long first, long second, long third) {
    assertThat(snapshot.uncertified()).isEmpty();
    assertThat(seen(snapshot, Marks.First.class)).isEqualTo(first);
    assertThat(seen(snapshot, Marks.Second.class)).isEqualTo(second);
    assertThat(seen(snapshot, Marks.Third.class)).isEqualTo(third);
  }

  @TrackMemory
  static class CountedTestCases {

    private static final CyclicBarrier ALL_FOUR = new CyclicBarrier(4);

    private int count;

    @ParameterizedTest(name = "counted: {0}")
    @ValueSource(ints = {100, 200, 300, 400})
    void counted(int number, MemoryScope memory) throws Exception {
      count = number;
      meet();
      Marks.first(count);
      Thread thread = new Thread(() -> Marks.first(count));
      thread.start();
      POOL.submit(() -> Marks.first(count)).get();
      CompletableFuture.runAsync(() -> Marks.first(count)).get();
      thread.join();
      meet();
      assertSeen(memory.snapshot(), 4L * count, 0, 0);
    }

    @AfterEach
    void count(MemoryScope memory) {
      Marks.first(7);
      MemorySnapshot snapshot = memory.snapshot();
      assertSeen(snapshot, 4L * count + 7, 0, 0);
      assertSeen(snapshot.since("body").until("teardown"), 4L * count, 0, 0);
    }

    private static void meet() throws Exception {
      if (meeting) {
        ALL_FOUR.await(60, TimeUnit.SECONDS);
      }
    }
  }

  @LimitAllocations(count = 399)
  static class LimitedTestCases {

    @ParameterizedTest(name = "limited to 399: {0}")
    @ValueSource(ints = {100, 200, 300, 400})
    void limited(int count) {
      Marks.second(count);
    }
  }

  @NoLeaks
  static class CleanTestCases {

    private Object fixture = "";

    @ParameterizedTest(name = "clean: {0}")
    @ValueSource(ints = {100, 200, 300, 400})
    void clean(int count, MemoryScope memory) {
      fixture = new Marks.Third();
      Marks.third(count);
      assertThat(fixture).isNotNull();
      assertSeen(memory.snapshot(), 0, 0, count + 1L);
    }
  }

  @NoLeaks
  static class LeakingTestCases {

    @Test
    void keeps() {
      Marks.third(300);
      Marks.keepFive();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class LeakingClassTestCases {

    static volatile Object kept = "";

    @Test
    void keepsOneForTheClass() {
      Marks.first(300);
      kept = new Marks.First();
    }
  }
}
