package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Inherited;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Quotes;
import io.trackmemory.dsl.Growth;
import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.dsl.SizesAssert;
import io.trackmemory.tracker.MemoryTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A program that prints how budgets, failures on purpose, sizes and contracts end in its JVM. */
final class LimitsOfJvmsMain {

  private static final int[] SIZES = {64, 128, 256, 512, 1024};
  private static final OrderBook BOOK = new OrderBook();
  private static final List<Object> KEPT = new ArrayList<>(200);
  private static final Deque<int[]> FREE = new ArrayDeque<>();

  @SuppressWarnings("UnusedVariable") // held
  private static volatile @Nullable Object kept;

  private static int made;

  private LimitsOfJvmsMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    budgets();
    failures();
    sizes();
    contracts();
  }

  private static void tell(String what, String told) {
    told.lines().forEach(line -> System.out.println(what + ": " + line.strip()));
  }

  private static String verdict(Runnable check) {
    try {
      check.run();
      return "passed";
    } catch (AssertionError | OutOfMemoryError e) {
      return Messages.toldOfCodeOnly(Messages.comparable(e));
    }
  }

  private static void rows(int number) {
    byte[][] rows = new byte[10][];
    kept = rows;
    for (int i = 0; i < number; i++) {
      rows[i] = new byte[1000];
      made++;
    }
  }

  private static void garbage() {
    for (int i = 0; i < 300; i++) {
      kept = new byte[3_000];
      made++;
    }
    kept = null;
  }

  private static void handled() {
    for (int i = 0; i < 3; i++) {
      try {
        rows(10);
      } catch (OutOfMemoryError e) {
        kept = null;
      }
    }
  }

  /* As large as four rows, then a byte less; then enough for what lives at a time. */
  private static void budgets() throws Exception {
    long four = MemoryTracker.measure(() -> rows(4)).allocatedBytes();
    budget("four of ten", () -> rows(10), four);
    budget("four of four", () -> rows(4), four);
    budget("three of four", () -> rows(4), four - 1);
    budget("garbage", LimitsOfJvmsMain::garbage, 10_000);
    budget("handled", LimitsOfJvmsMain::handled, four);
  }

  private static void budget(String what, Runnable action, long size) {
    kept = null;
    made = 0;
    String told =
        verdict(
            () -> assertThatMemory(action::run).withBudget(bytes(size)).hasPeakAtMost(bytes(size)));
    tell("budget, " + what, "made " + made + "; " + told);
  }

  private static void carelessly() {
    int[] taken = FREE.removeLast();
    made += new byte[100].length;
    made += new int[3].length;
    FREE.addLast(taken);
  }

  private static void carefully() {
    int[] taken = FREE.removeLast();
    try {
      made += new byte[100].length;
      made += new int[3].length;
    } finally {
      FREE.addLast(taken);
    }
  }

  private static void forgetting() {
    KEPT.add(new byte[24]);
    made += new int[3].length;
    KEPT.clear();
  }

  private static void many() {
    for (int i = 0; i < 1_500; i++) {
      made += new int[1].length;
    }
  }

  private static void failures() {
    failures("careless", LimitsOfJvmsMain::carelessly);
    failures("careful", LimitsOfJvmsMain::carefully);
    failures("forgetting", LimitsOfJvmsMain::forgetting);
    failures("many", LimitsOfJvmsMain::many);
  }

  private static void failures(String what, Runnable action) {
    FREE.clear();
    FREE.add(new int[4]);
    KEPT.clear();
    MemoryAssert each = assertThatMemory(action::run);
    tell("failures, " + what, verdict(each::survivesAllocationFailures));
  }

  private static void sizes() {
    KEPT.clear();
    SizesAssert constant = assertThatMemoryOver(SIZES, n -> BOOK.order(n));
    tell("sizes, constant", verdict(() -> constant.growsAtMost(Growth.CONSTANT)));
    SizesAssert linear = assertThatMemoryOver(SIZES, n -> BOOK.prices(n));
    tell("sizes, linear", verdict(() -> linear.growsAtMost(Growth.LINEAR)));
    tell("sizes, too much", verdict(() -> linear.growsAtMost(Growth.LOGARITHMIC)));
    SizesAssert peak = assertThatMemoryOver(SIZES, n -> BOOK.day(n)).ofPeak();
    tell("sizes, peak", verdict(() -> peak.growsAtMost(Growth.LINEAR)));
    tell("sizes, peak too high", verdict(() -> peak.growsAtMost(Growth.CONSTANT)));
    SizesAssert retained = assertThatMemoryOver(SIZES, n -> KEPT.add(BOOK.prices(n))).ofRetained();
    tell("sizes, retained", verdict(() -> retained.growsAtMost(Growth.CONSTANT)));
  }

  private static void contracts() throws Exception {
    Quotes.start();
    Inherited.load();
    Path reports = Files.createTempDirectory("reports");
    Consumer<Class<?>> run =
        fixture -> {
          Outcome outcome =
              Engine.reportingTo(reports).with("trackmemory.report", "never").run(fixture);
          outcome.passed().forEach(test -> tell("contracts, passed", test));
          outcome.failed().forEach(test -> told(outcome, test));
        };
    run.accept(ContractsTest.CallTestCases.class);
    run.accept(ContractsTest.ConstructorTestCases.class);
    run.accept(ContractsTest.InheritanceTestCases.class);
    run.accept(InheritedContractsTest.HeirTestCases.class);
    run.accept(InheritedContractsTest.OtherTestCases.class);
  }

  private static void told(Outcome outcome, String test) {
    tell("contracts, " + test, Messages.toldOfCodeOnly(outcome.messageOf(test)));
  }
}
