package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets that are enforced while an action runs. */
class BudgetTest {

  private static final ConcurrentHashMap<String, Object> MAP = new ConcurrentHashMap<>();

  @TempDir static Path reports;

  private static volatile @Nullable Object kept;
  private static int made;

  @BeforeEach
  void begin() {
    kept = null;
    made = 0;
    MAP.clear();
  }

  private static void rows(int number) {
    byte[][] rows = new byte[number][];
    kept = rows;
    for (int i = 0; i < number; i++) {
      rows[i] = new byte[1000];
      made++;
    }
  }

  private static void garbage(int number) {
    for (int i = 0; i < number; i++) {
      kept = new byte[3_000];
      made++;
    }
    kept = null;
  }

  private static final class Big {
    static final byte[] TABLE = new byte[100_000];
  }

  private static Throwable thrownBy(ThrowingRunnable action, ByteSize budget) {
    Throwable thrown =
        catchThrowable(() -> assertThatMemory(action).withBudget(budget).hasNoLeaks());
    assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
    return thrown;
  }

  @Test
  void withBudget_passed_throwsAtTheLine() {
    Throwable thrown = thrownBy(() -> rows(10), bytes(56 + 4 * 1016));
    assertThat(made).isEqualTo(4);
    assertThat(thrown)
        .hasMessage(
            "the budget of 4 KiB of TrackMemory does not allow 1016 B for byte[] in"
                + " BudgetTest.rows(BudgetTest.java:47) beside 4 KiB alive: 4 x byte[] in"
                + " BudgetTest.rows(BudgetTest.java:47), 1 x byte[][] in"
                + " BudgetTest.rows(BudgetTest.java:44)");
    assertThat(thrown.getStackTrace()[0].toString())
        .endsWith("BudgetTest.rows(BudgetTest.java:47)");
  }

  @Test
  void withBudget_kept_changesNothing() {
    assertThatMemory(() -> rows(4)).withBudget(bytes(56 + 4 * 1016)).hasAllocationCount(5);
    assertThatMemory(() -> garbage(30))
        .withBudget(kib(64))
        .hasAllocationCount(30)
        .hasPeakAtMost(kib(64))
        .hasNoLeaks();
    assertThat(made).isEqualTo(34);
  }

  @Test
  @Tag("slow")
  void withBudget_handled_goesOn() {
    assertThatMemory(
            () -> {
              for (int i = 0; i < 3; i++) {
                try {
                  rows(10);
                } catch (OutOfMemoryError e) {
                  kept = null;
                }
              }
              garbage(2);
            })
        .withBudget(bytes(56 + 9 * 1016))
        .hasNoLeaks()
        .hasPeakAtMost(bytes(56 + 9 * 1016));
    assertThat(made).isEqualTo(3 * 9 + 2);
    assertThat(MemoryTracker.measure(() -> rows(20)).allocationCount()).isEqualTo(21);
  }

  @Test
  void withBudget_firstUse_isNoPartOfIt() {
    assertThatMemory(() -> kept = Big.TABLE.length > 0 ? new byte[8] : null)
        .withBudget(kib(1))
        .hasAllocationCount(1);
  }

  @Test
  @Tag("slow")
  void withBudget_insideLocksOfTheJdk_failsAfterwards() {
    ReentrantLock lock = new ReentrantLock();
    AtomicInteger put = new AtomicInteger();
    assertThatMemory(
            () -> {
              lock.lock();
              try {
                kept = new byte[900];
                for (String key : new String[] {"a", "b", "c"}) {
                  MAP.put(key, key);
                  put.incrementAndGet();
                }
              } catch (OutOfMemoryError e) {
                made++;
              } finally {
                lock.unlock();
              }
            })
        .withBudget(kib(1))
        .hasAllocationCountAtMost(10);
    assertThat(lock.isLocked()).isFalse();
    assertThat(MAP).hasSize(put.get());
  }

  @Test
  void withBudget_smallerThanTheFirstObject_saysSo() {
    assertThat(thrownBy(() -> rows(1), bytes(20)))
        .hasMessage(
            "the budget of 20 B of TrackMemory is smaller than what the first object takes: 24 B"
                + " for byte[][] in BudgetTest.rows(BudgetTest.java:44)");
  }

  @Test
  @NullUnmarked // what is refused
  void withBudget_otherArguments_areRefused() {
    assertThatThrownBy(() -> assertThatMemory(() -> rows(1)).withBudget(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget must not be null");
    assertThatThrownBy(() -> assertThatMemory(() -> rows(1)).withBudget(bytes(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget must be positive: 0");
    assertThatThrownBy(() -> bytes(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withBudget_whereNothingIsFollowedOrAllThreadsAre_cannotBeCertified() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> rows(1))
                        .countingOnly()
                        .withBudget(kib(64))
                        .hasAllocationCount(2)))
        .isEqualTo(
            "Cannot certify hasAllocationCount(2) of the action: countingOnly() follows no object,"
                + " so that no budget can be enforced; leave one of both out");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> rows(1))
                        .onAllThreads()
                        .withBudget(kib(64))
                        .hasAllocationCountAtMost(1_000_000)))
        .isEqualTo(
            "Cannot certify hasAllocationCountAtMost(1000000) of the action: a budget cannot be"
                + " enforced for all threads, only for the work of one scope; leave out"
                + " onAllThreads()");
  }

  @Test
  void withBudget_letThroughInATrackedTest_failsThatOneOnly() {
    Engine.Outcome outcome = Engine.reportingTo(reports).run(LettingThroughTestCases.class);
    assertThat(outcome.passed()).containsExactly("another()");
    assertThat(outcome.failed()).containsExactly("passed()");
    assertThat(outcome.messageOf("passed()"))
        .startsWith("the budget of 4 KiB of TrackMemory does not allow 1016 B for byte[] in");
  }

  @TrackMemory
  static class LettingThroughTestCases {

    @Test
    void passed() {
      assertThatMemory(() -> rows(10)).withBudget(kib(4)).hasNoLeaks();
    }

    @Test
    void another() {
      assertThatMemory(() -> rows(3)).withBudget(kib(4)).hasAllocationCount(4);
    }
  }
}
