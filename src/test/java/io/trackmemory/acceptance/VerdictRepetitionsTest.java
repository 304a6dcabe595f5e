package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Holders;
import io.trackmemory.acceptance.code.Keeping;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Leaks, peaks and growth are told alike in every repetition, with the same message: 20 of them,
 * 1,000 with -Psoak.
 */
@TrackMemory // a scope around the checks, in which compiled code stays able to follow
class VerdictRepetitionsTest {

  private static final int REPETITIONS = Integer.getInteger("soak.repetitions", 20);
  private static final int RUNS = 10;
  private static final int ROWS_BYTES = 56 + 10 * 1016;

  /* One after the other, since heap dumps take their time. */
  private static final List<ThrowingRunnable> LEVEL =
      List.of(Keeping::inRecent, Keeping::inPool, Keeping::inSoftCache);

  private static final ExecutorService POOL =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "pool thread"));

  private static volatile @Nullable Object kept;

  private final Map<String, String> messages = new LinkedHashMap<>();

  @AfterEach
  void clear() {
    Holders.clear();
    Keeping.clear();
    kept = null;
  }

  @AfterAll
  static void endPool() {
    POOL.shutdown();
  }

  @Test
  void leaks() throws Exception {
    Holders.inMapForAWhile(); // makes the map's table
    Holders.inThreadLocalForAWhile(POOL); // starts the pool's thread
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      switch (repetition % 3) {
        case 0 -> {
          assertThatMemory(Holders::inNoField).hasNoLeaks();
          leaks("static field", Holders::inStaticField);
        }
        case 1 -> {
          assertThatMemory(Holders::inMapForAWhile).hasNoLeaks();
          leaks("map", Holders::inMap);
        }
        default -> {
          assertThatMemory(() -> Holders.inThreadLocalForAWhile(POOL)).hasNoLeaks();
          leaks("thread-local", () -> Holders.inThreadLocal(POOL));
          POOL.submit(Holders::removeThreadLocal).get();
        }
      }
      clear();
    }
    assertThat(messages).hasSize(3);
  }

  private void leaks(String name, ThrowingRunnable action) {
    sameEachTime(
        name, () -> toldOfCodeOnly(messageOf(() -> assertThatMemory(action).hasNoLeaks())));
  }

  /* A leak, and what is none, in turns. What is left of the heap, and so the forecast, is another
   * each time. */
  @Test
  void growth() {
    for (int i = 0; i < RUNS; i++) {
      Keeping.inList(); // makes the list's array
    }
    clear();
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      if (repetition % 2 == 1) {
        ThrowingRunnable level = LEVEL.get(repetition / 2 % LEVEL.size());
        assertThatMemory(level).overRuns(RUNS).hasNoGrowth();
      } else {
        sameEachTime(
            "list",
            () ->
                messageOf(() -> assertThatMemory(Keeping::inList).overRuns(RUNS).hasNoGrowth())
                    .replaceAll("(At this rate|Also looked at).*\n", ""));
      }
      clear();
    }
    assertThat(messages).hasSize(1);
  }

  @Test
  void peaks() {
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      assertThatMemory(VerdictRepetitionsTest::rows).hasPeakAtMost(bytes(ROWS_BYTES));
      assertThatMemory(VerdictRepetitionsTest::copies).hasPeakAtMost(bytes(2 * 10_016));
      exceeds("rows", VerdictRepetitionsTest::rows, ROWS_BYTES - 1);
      exceeds("copies", VerdictRepetitionsTest::copies, 2 * 10_016 - 1);
    }
    assertThat(messages).hasSize(2);
  }

  private void exceeds(String name, ThrowingRunnable action, long limit) {
    kept = null;
    sameEachTime(name, () -> messageOf(() -> assertThatMemory(action).hasPeakAtMost(bytes(limit))));
    assertThat(kept).isNotNull();
    kept = null;
  }

  private void sameEachTime(String name, Supplier<String> message) {
    String now = message.get();
    assertThat(now).as(name).isEqualTo(messages.computeIfAbsent(name, key -> now));
  }

  /** Makes rows that are all kept. */
  private static void rows() {
    byte[][] rows = new byte[10][];
    kept = rows;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new byte[1000];
    }
  }

  /** Makes copies of which one replaces the other. */
  private static void copies() {
    for (int i = 0; i < 10; i++) {
      kept = new byte[10_000];
    }
  }
}
