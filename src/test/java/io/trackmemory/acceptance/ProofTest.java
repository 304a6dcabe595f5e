package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.Budget.budget;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static io.trackmemory.dsl.MemoryAssertions.assertThatReference;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.dsl.Growth;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check that passes turns red once more is really made than it allows. */
class ProofTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final String ONE = "1 x io.trackmemory.proof.Injected";
  private static final String KEPT = ", kept by a static field";
  private static final int[] SIZES = {64, 256, 1024, 4096, 16384};

  @TempDir static Path baselines;

  @BeforeEach
  void prove() {
    System.setProperty("trackmemory.proof", "true");
    System.setProperty("trackmemory.baseline.dir", baselines.toString());
  }

  @AfterEach
  void proveNoMore() {
    System.clearProperty("trackmemory.proof");
    System.clearProperty("trackmemory.baseline.dir");
  }

  /** What is said of the checks that pass, one line each. */
  private static String notesOf(Executable checks) {
    List<Verdict> verdicts = new ArrayList<>();
    Tracking.hear("the test", verdicts::add, () -> run(checks));
    assertThat(verdicts).allMatch(each -> each.outcome() == Verdict.Outcome.PASSED);
    return verdicts.stream().map(Verdict::message).collect(Collectors.joining("\n"));
  }

  private static void run(Executable checks) {
    try {
      checks.execute();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments check(String made, Executable checks) {
    return arguments(made, checks);
  }

  static Stream<Arguments> checks() {
    MemorySnapshot more = MemoryTracker.measure(() -> BOOK.prices(100));
    return Stream.of(
        check(ONE, () -> assertThatMemory(() -> BOOK.sum(1, 2)).hasNoAllocations()),
        check(ONE, () -> assertThatMemory(() -> BOOK.order(1)).hasAllocationCount(1)),
        check(
            "5 x io.trackmemory.proof.Injected",
            () -> assertThatMemory(() -> BOOK.order(1)).hasAllocationCountAtMost(5)),
        check(
            "1 x byte[] with 1 element",
            () -> assertThatMemory(() -> BOOK.order(1)).hasAllocatedBytes(bytes(24))),
        check(
            "1 x byte[] with 1001 elements",
            () -> assertThatMemory(() -> BOOK.order(1)).hasAllocatedBytesAtMost(bytes(1024))),
        check(
            "1 x byte[] with 793 elements",
            () -> assertThatMemory(() -> BOOK.order(1)).hasAllocatedBytesAtMost(more)),
        check(
            "1 x byte[]",
            () ->
                assertThatMemory(() -> BOOK.order(1))
                    .afterWarmup(100)
                    .hasJvmAllocatedBytesAtMost(kib(64))),
        check(
            "1 x byte[] with 1025 elements" + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).hasPeakAtMost(kib(1))),
        check(ONE + KEPT, () -> assertThatMemory(() -> BOOK.order(1)).hasNoLeaks()),
        check(
            "3 x io.trackmemory.proof.Injected" + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).hasLeakCountAtMost(2)),
        check(
            "1 x byte[] with 101 elements" + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).hasLeakedBytesAtMost(bytes(100))),
        check(
            "1 x java.lang.Integer" + KEPT,
            () -> assertThatMemory(() -> BOOK.fill(1)).hasNoLeaksOf(Integer.class)),
        check(
            "a direct buffer of 1 B" + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).hasNoDirectMemoryLeaks()),
        check(
            "a direct buffer of 1025 B" + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).hasDirectMemoryAtMost(kib(1))),
        check(
            "3 x java.lang.Integer",
            () ->
                assertThatMemory(() -> BOOK.fill(2))
                    .allocations()
                    .ofType(Number.class)
                    .hasCountAtMost(4)),
        check(
            "1 x byte[] with 101 elements",
            () ->
                assertThatMemory(() -> BOOK.order(1))
                    .allocations()
                    .largerThan(bytes(100))
                    .isEmpty()),
        check(ONE + KEPT, () -> assertThatMemory(() -> BOOK.order(1)).leaks().isEmpty()),
        check(ONE, () -> assertThatMemory(() -> BOOK.order(1)).overRuns(3).hasAllocationCount(3)),
        check(
            "2 x io.trackmemory.proof.Injected",
            () ->
                assertThatMemory(() -> BOOK.order(1))
                    .overRuns(3)
                    .perRun()
                    .hasAllocationCountAtMost(2)),
        check(ONE + KEPT, () -> assertThatRetained(BOOK.order(1)).hasObjectCountAtMost(1)),
        check(
            "1 x byte[] with 77 elements" + KEPT,
            () -> assertThatRetained(BOOK.order(1)).hasBytesAtMost(bytes(100))),
        check(
            "with 1 element",
            () -> assertThatMemoryOver(SIZES, n -> BOOK.sum(n, n)).growsAtMost(Growth.CONSTANT)),
        check("byte[]", () -> assertThatMemoryOver(SIZES, BOOK::prices).growsAtMost(Growth.LINEAR)),
        check(
            "of peak(kib(1)): it fails with 1 x byte[] with 1025 elements"
                + KEPT
                + "\nProved of noLeaks(): it fails with "
                + ONE
                + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).meets(budget().peak(kib(1)).noLeaks())));
  }

  @Tag("slow")
  @Tag("jdk")
  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("checks")
  void check_thatPasses_failsWithWhatItForbids(String made, Executable checks) {
    assertThat(notesOf(checks)).startsWith("Proved").contains(made).doesNotContain("Not proved");
  }

  static Stream<Arguments> slowChecks() {
    return Stream.of(
        check(
            "1 x byte[] with 1 element" + KEPT,
            () -> assertThatMemory(() -> BOOK.order(1)).overRuns(10).hasNoGrowth()),
        check(
            "byte[]",
            () -> assertThatMemoryOver(SIZES, BOOK::prices).ofPeak().growsAtMost(Growth.LINEAR)),
        check(
            "byte[]",
            () ->
                assertThatMemoryOver(SIZES, BOOK::prices)
                    .ofRetained()
                    .growsAtMost(Growth.CONSTANT)));
  }

  /** A dump of the heap or more with each run. */
  @Tag("slow")
  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("slowChecks")
  void check_ofManyRuns_failsWithWhatItForbids(String made, Executable checks) {
    assertThat(notesOf(checks)).startsWith("Proved").contains(made).doesNotContain("Not proved");
  }

  @Test
  void baseline_stored_isProvedFromTheNextRunOn() {
    Executable check = () -> assertThatMemory(() -> BOOK.order(1)).matchesBaseline("order");
    assertThat(notesOf(check)).contains("Not proved: it was stored just now");
    assertThat(notesOf(check)).isEqualTo("Proved: it fails with " + ONE);
    assertThat(notesOf(check)).isEqualTo("Proved: it fails with " + ONE); // and was not stored
  }

  @Test
  void openScope_isAsBefore() {
    try (MemoryScope scope = MemoryTracker.open()) {
      BOOK.order(1);
      assertThatMemory(scope).hasAllocationCount(1).hasAllocatedBytesAtMost(kib(1)).hasNoLeaks();
      assertThat(scope.snapshot().allocationCount()).isEqualTo(1);
      assertThat(scope.snapshot().leaks()).isEmpty();
      assertThat(scope.snapshot().directMemory().orElseThrow().highest().atMost()).isZero();
      assertThat(notesOf(() -> assertThatMemory(scope).hasPeakAtMost(kib(64))))
          .isEqualTo(
              "Not proved: the scope goes on, and its figures would keep what is injected; ask an"
                  + " action");
    }
  }

  @Test
  void actionInAScope_runsAgainAndIsInNoFigure() {
    List<Integer> runs = new ArrayList<>(16);
    try (MemoryScope scope = MemoryTracker.open()) {
      assertThatMemory(
              () -> {
                BOOK.order(1);
                runs.add(1);
              })
          .hasAllocationCountAtMost(10);
      assertThat(runs).hasSize(2);
      assertThat(
              scope.snapshot().types().stream().map(type -> type.typeName() + " " + type.count()))
          .contains("io.trackmemory.acceptance.code.OrderBook$Order 1")
          .noneMatch(type -> type.startsWith("io.trackmemory.proof"));
    }
  }

  @Test
  void actionThatMakesLessTheSecondTime_isProvedAllTheSame() {
    List<Object> cache = new ArrayList<>(16);
    String notes =
        notesOf(
            () ->
                assertThatMemory(
                        () -> {
                          if (cache.isEmpty()) {
                            cache.add(BOOK.day(20));
                          }
                        })
                    .hasAllocationCountAtMost(25));
    assertThat(notes).startsWith("Proved: it fails with ");
  }

  @Test
  void scopeOfAnotherThread_isFoundOut() {
    MemoryScope elsewhere = CompletableFuture.supplyAsync(MemoryTracker::open).join();
    String message =
        messageOf(
            () -> {
              BOOK.order(1);
              assertThatMemory(elsewhere).hasNoAllocations();
            });
    assertThat(message)
        .isEqualTo(
            """
            Expecting hasNoAllocations() of the scope to fail once more is made than it allows but it passed:
              injected: 1 x io.trackmemory.proof.Injected on thread main
              seen:     0 objects, and 0 allowed
            A check that passes whatever is done proves nothing: what it looks at does not see this thread, was paused or disarmed, or a filter takes nothing (trackmemory.proof=true)""");
    elsewhere.close();
  }

  @Test
  void pausedScope_isFoundOut() {
    try (MemoryScope scope = MemoryTracker.open();
        MemoryScope.Pause pause = scope.pause()) {
      assertThat(pause).isNotNull();
      assertThat(messageOf(() -> assertThatMemory(scope).hasNoLeaks()))
          .startsWith("Expecting hasNoLeaks() of the scope to fail once more is made");
      assertThat(
              messageOf(() -> assertThatMemory(scope).allocations().ofType(byte[].class).isEmpty()))
          .startsWith("Expecting allocations().ofType(byte[].class).isEmpty() of the scope to fail")
          .contains("\n  injected: 1 x byte[] with 0 elements on thread ");
    }
  }

  static Stream<Arguments> unproved() {
    MemorySnapshot snapshot = MemoryTracker.measure(() -> BOOK.order(1));
    return Stream.of(
        check("is over", () -> assertThatMemory(snapshot).hasAllocationCount(1)),
        check(
            "not of package io.trackmemory.acceptance.code",
            () ->
                assertThatMemory(() -> BOOK.order(1))
                    .allocations()
                    .fromPackage("io.trackmemory.acceptance.code")
                    .hasCount(1)),
        check(
            "nothing of that type can be injected",
            () ->
                assertThatMemory(() -> BOOK.order(1))
                    .allocations()
                    .ofType(OrderBook.Order.class)
                    .hasCount(1)),
        check(
            "there is no limit",
            () -> assertThatMemory(() -> BOOK.order(1)).survivesAllocationFailures()),
        check(
            "there is no more that could be kept",
            () -> assertThatReference(new WeakReference<>(null)).isCollected()),
        check(
            "or a budget refuses it",
            () -> assertThatMemory(() -> BOOK.order(1)).withBudget(kib(1)).hasPeakAtMost(kib(1))),
        check(
            "more than ",
            () -> assertThatMemory(() -> BOOK.order(1)).hasAllocationCountAtMost(20_000_000)));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("unproved")
  void check_thatCannotBeProved_saysWhy(String cause, Executable checks) {
    assertThat(notesOf(checks)).contains("Not proved: ").contains(cause);
  }
}
