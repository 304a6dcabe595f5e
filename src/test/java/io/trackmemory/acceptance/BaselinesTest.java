package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.extension.MemoryBaseline;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.extension.WithoutMemoryLimits;
import io.trackmemory.tracker.MemoryScope;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Baselines of tests and of pieces of code. */
class BaselinesTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final String CLASS = BaselinesTest.class.getName();

  @TempDir Path folder;

  @BeforeEach
  void loadCode() {
    new ArrayList<>(List.of(BOOK.order(1)));
  }

  @AfterEach
  void asBefore() {
    ShapesTestCases.more = 0;
    FailingTestCases.fails = true;
  }

  private Engine engine() {
    return Engine.reportingTo(folder.resolve("reports"))
        .with("trackmemory.baseline.dir", folder.resolve("baselines").toString());
  }

  private Outcome accept(Class<?> fixture) {
    return engine().with("trackmemory.baseline.update", "true").run(fixture);
  }

  private Path file() {
    return folder.resolve("baselines").resolve(CLASS + ".txt");
  }

  private String names() throws IOException {
    try (Stream<String> lines = Files.lines(file())) {
      return String.join(", ", lines.filter(line -> line.startsWith("== ")).toList());
    }
  }

  @Test
  void baseline_ofEachShapeOfTest() throws IOException {
    assertThat(accept(ShapesTestCases.class).failed()).isEmpty();
    assertThat(names())
        .isEqualTo(
            "== ShapesTestCases.Inner.nested, == ShapesTestCases.dynamic[1],"
                + " == ShapesTestCases.dynamic[2], == ShapesTestCases.named,"
                + " == ShapesTestCases.orders, == ShapesTestCases.sizes(),"
                + " == ShapesTestCases.sizes(int)[1], == ShapesTestCases.sizes(int)[2], == by name");
    String stored = Files.readString(file());
    assertThat(stored)
        .contains(
            """
            == ShapesTestCases.orders
            measured: %s
            2 x io.trackmemory.acceptance.code.OrderBook$Order in io.trackmemory.acceptance.code.OrderBook.order: 48 B
            """
                .formatted(measured(stored)));
    Outcome again = engine().run(ShapesTestCases.class);
    assertThat(again.failed()).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(stored);
  }

  private static String measured(String text) {
    return text.replaceFirst("(?s).*?\nmeasured: (.*?)\n.*", "$1");
  }

  @Test
  void broken_isADifferenceByLine_inMessagePageAndJson_andAcceptedByOneSwitch() throws IOException {
    accept(ShapesTestCases.class);
    String stored = Files.readString(file());
    ShapesTestCases.more = 1;
    Outcome outcome = engine().run(ShapesTestCases.class);
    assertThat(outcome.failed()).containsExactly("named(MemoryScope)", "orders()");
    int line =
        1
            + stored
                .substring(0, stored.indexOf("== ShapesTestCases.orders"))
                .split("\n", -1)
                .length
            - 1;
    assertThat(outcome.messageOf("orders()"))
        .isEqualTo(
            """
            Expecting the scope to match the baseline "ShapesTestCases.orders" of %s but it allocated 88 B in 4 objects instead of 48 B in 2 objects; the difference by line:
              +1 x io.trackmemory.acceptance.code.OrderBook$Order    +24 B   OrderBook.order(OrderBook.java:18) (changed, was 2: 48 B)
              +1 x java.lang.Object                                  +16 B   BaselinesTest$ShapesTestCases.orders(BaselinesTest.java:%d) (new)
            Stored in %s:%d
            To accept: -Dtrackmemory.baseline.update=true"""
                .formatted(CLASS, newLine(outcome.messageOf("orders()")), file(), line));
    Path page =
        folder.resolve("reports").resolve(ShapesTestCases.class.getName()).resolve("orders");
    assertThat(Files.readString(Path.of(page + ".html")))
        .contains("<p>1 new, 0 gone, 1 changed.</p>", "title=\"+24 B\">+24 B</td>");
    assertThat(Files.readString(Path.of(page + ".json")))
        .contains("\"kind\": \"CHANGED\"", "\"countBefore\": 2,")
        .contains("\"accept\": \"-Dtrackmemory.baseline.update=true\"", "\"limit\": 2,");
    assertThat(accept(ShapesTestCases.class).failed()).isEmpty();
    assertThat(engine().run(ShapesTestCases.class).failed()).isEmpty();
  }

  /* The line of this file that is new. */
  private static int newLine(String message) {
    return Integer.parseInt(
        message.replaceFirst("(?s).*BaselinesTest.java:(\\d+)\\) \\(new.*", "$1"));
  }

  /** One of the user's own. */
  @Retention(RetentionPolicy.RUNTIME)
  @MemoryBaseline
  @interface Kept {}

  @Kept
  static class ShapesTestCases {

    static int more;
    static Object kept = "";

    @Test
    void orders() {
      for (int i = 0; i < 2 + more; i++) {
        BOOK.order(i);
      }
      if (more > 0) {
        kept = new Object();
      }
    }

    @Test
    @WithoutMemoryLimits
    void lifted() {
      BOOK.order(1);
    }

    @Test
    void sizes() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sizes(int size) {
      BOOK.prices(size);
    }

    @TestFactory
    Stream<DynamicTest> dynamic() {
      return Stream.of(1, 2).map(i -> DynamicTest.dynamicTest("d" + i, () -> BOOK.prices(i)));
    }

    @Test
    void named(MemoryScope memory) {
      kept = new long[more];
      assertThatMemory(() -> BOOK.prices(3 + more)).matchesBaseline("by name");
    }

    @Nested
    class Inner {
      @Test
      void nested() {
        BOOK.order(1);
      }
    }
  }

  @Test
  void body_thatFails_isNoBaseline() throws IOException {
    Outcome outcome = accept(FailingTestCases.class);
    Throwable failure = outcome.failureOf("fails()");
    assertThat(failure).isInstanceOf(IllegalStateException.class);
    assertThat(failure.getSuppressed()[0])
        .hasMessageStartingWith(
            "Cannot certify @MemoryBaseline: the body ended in java.lang.IllegalStateException, so"
                + " that it is not known what it allocates when it goes well");
    assertThat(file()).doesNotExist();
    FailingTestCases.fails = false;
    assertThat(accept(FailingTestCases.class).failed()).isEmpty();
    assertThat(names()).isEqualTo("== FailingTestCases.fails");
  }

  @TrackMemory
  static class FailingTestCases {

    static boolean fails = true;

    @Test
    @MemoryBaseline
    void fails() {
      BOOK.order(1);
      if (fails) {
        throw new IllegalStateException("on purpose");
      }
    }
  }

  @Test
  void twoChecksOfOneName_areAnErrorThatNamesBoth() {
    Outcome outcome = accept(TwiceTestCases.class);
    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.failureOf(outcome.failed().get(0)))
        .hasMessageMatching(
            "(?s)Cannot certify matchesBaseline\\(\"same\"\\) of the action: the baseline \"same\""
                + " of .*BaselinesTest is asked for twice in this run, with figures that differ: by"
                + " BaselinesTest.TwiceTestCases.\\w+\\(BaselinesTest.java:\\d+\\) and by"
                + " BaselinesTest.TwiceTestCases.\\w+\\(BaselinesTest.java:\\d+\\); give each check"
                + " a name of its own\nReport: .*");
  }

  @TrackMemory
  static class TwiceTestCases {

    @Test
    void one() {
      assertThatMemory(() -> BOOK.order(1)).matchesBaseline("same");
    }

    @Test
    void other() {
      assertThatMemory(() -> BOOK.prices(1)).matchesBaseline("same");
    }
  }

  @Test
  void withoutTheExtension_theFileIsOfTheClassThatAsks() throws IOException {
    System.setProperty("trackmemory.baseline.dir", folder.resolve("baselines").toString());
    System.setProperty("trackmemory.baseline.update", "true");
    try {
      assertThatMemory(() -> BOOK.order(1)).matchesBaseline("plain");
      System.clearProperty("trackmemory.baseline.update");
      assertThatMemory(() -> BOOK.order(1)).matchesBaseline("plain");
      assertThat(names()).isEqualTo("== plain");
      assertThatThrownBy(() -> assertThatMemory(() -> BOOK.day(1)).matchesBaseline("plain"))
          .hasMessageStartingWith(
              "Expecting the action to match the baseline \"plain\" of " + CLASS + " but it ");
    } finally {
      System.clearProperty("trackmemory.baseline.dir");
      System.clearProperty("trackmemory.baseline.update");
    }
  }

  @Test
  void limitOnLiveBytes_isKeptToo() throws IOException {
    assertThat(accept(PeakTestCases.class).failed()).isEmpty();
    assertThat(Files.readString(file()))
        .contains(
            "\n100 x byte[] in " + CLASS + "$PeakTestCases.garbage: 104000 B\n",
            "x java.lang.Object[] in " + CLASS + "$PeakTestCases.garbage: ",
            "\npeak: at most 65536 B\ntotal: ")
        .doesNotContain("(methods not known)");
    assertThat(engine().run(PeakTestCases.class).failed()).isEmpty();
  }

  static class PeakTestCases {

    static Object last = "";

    @Test
    @LimitPeak("64 KiB")
    @MemoryBaseline
    void garbage() {
      for (int i = 0; i < 100; i++) {
        last = new byte[1_024];
        new ArrayList<>().add("");
      }
    }
  }

  @Test
  @Tag("slow")
  void growth_isKeptWhereItWasAskedFor() throws IOException {
    assertThat(accept(GrowthTestCases.class).failed()).isEmpty();
    assertThat(Files.readString(file())).contains("\ngrowth: 0 B a run\ntotal: ");
    assertThat(engine().run(GrowthTestCases.class).failed()).isEmpty();
  }

  @TrackMemory
  static class GrowthTestCases {

    @Test
    void none() {
      assertThatMemory(() -> BOOK.order(1)).overRuns(10).hasNoGrowth().matchesBaseline("growth");
    }
  }

  @Test
  void inheritedTests_haveABaselineForEachClass() throws IOException {
    assertThat(accept(OneTestCases.class).failed()).isEmpty();
    assertThat(accept(OtherTestCases.class).failed()).isEmpty();
    assertThat(names())
        .isEqualTo(
            "== OneTestCases.Inner.nested, == OneTestCases.prices,"
                + " == OtherTestCases.Inner.nested, == OtherTestCases.prices");
    assertThat(engine().run(OneTestCases.class).failed()).isEmpty();
    assertThat(engine().run(OtherTestCases.class).failed()).isEmpty();
  }

  @MemoryBaseline
  abstract static class InheritedTestCases {

    abstract int size();

    @Test
    void prices() {
      BOOK.prices(size());
    }

    @Nested
    class Inner {
      @Test
      void nested() {
        BOOK.prices(2 * size());
      }
    }
  }

  static class OneTestCases extends InheritedTestCases {
    @Override
    int size() {
      return 1;
    }
  }

  static class OtherTestCases extends InheritedTestCases {
    @Override
    int size() {
      return 10;
    }
  }

  @Test
  void whoCalled_isKnownOfEachObject_howeverManyThereAre() throws IOException {
    assertThat(accept(ManyTestCases.class).failed()).isEmpty();
    assertThat(Files.readString(file()))
        .contains("x java.lang.Object[] in " + CLASS + "$ManyTestCases.lists: ")
        .doesNotContain("(methods not known)");
    assertThat(engine().run(ManyTestCases.class).failed()).isEmpty();
  }

  static class ManyTestCases {

    @Test
    @MemoryBaseline
    void lists() {
      for (int i = 0; i < 1_000; i++) {
        new ArrayList<>().add("");
      }
    }
  }
}
