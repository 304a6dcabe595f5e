package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Holders;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaks and peaks are told alike in every repetition, with the same message. */
@TrackMemory // a scope around the checks, in which compiled code stays able to follow
class LeakRepetitionsTestCases {

  private static final int ROWS_BYTES = 56 + 10 * 1016;

  private static final ExecutorService POOL =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "pool thread"));

  private static volatile @Nullable Object kept;

  private final SameMessages messages = new SameMessages();

  @AfterEach
  void clear() {
    Holders.clear();
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
    for (int repetition = 0; repetition < SameMessages.REPETITIONS; repetition++) {
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
    assertThat(messages.size()).isEqualTo(3);
  }

  private void leaks(String name, ThrowingRunnable action) {
    messages.sameAsBefore(
        name, () -> toldOfCodeOnly(messageOf(() -> assertThatMemory(action).hasNoLeaks())));
  }

  @Test
  void peaks() {
    for (int repetition = 0; repetition < SameMessages.REPETITIONS; repetition++) {
      assertThatMemory(LeakRepetitionsTestCases::rows).hasPeakAtMost(bytes(ROWS_BYTES));
      assertThatMemory(LeakRepetitionsTestCases::copies).hasPeakAtMost(bytes(2 * 10_016));
      exceeds("rows", LeakRepetitionsTestCases::rows, ROWS_BYTES - 1);
      exceeds("copies", LeakRepetitionsTestCases::copies, 2 * 10_016 - 1);
    }
    assertThat(messages.size()).isEqualTo(2);
  }

  private void exceeds(String name, ThrowingRunnable action, long limit) {
    kept = null;
    messages.sameAsBefore(
        name, () -> messageOf(() -> assertThatMemory(action).hasPeakAtMost(bytes(limit))));
    assertThat(kept).isNotNull();
    kept = null;
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
