package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a failing test, its JSON, and the index. */
class ReportsTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final String HOSTILE = "../../<script>alert(1)</script>:\\" + "\u2028" + "'\"&";

  @TempDir Path folder;

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith(".lock"))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static Path pageOf(Throwable failure) {
    String address =
        String.valueOf(failure.getMessage())
            .lines()
            .filter(line -> line.startsWith("Report: "))
            .findFirst()
            .orElseThrow()
            .substring("Report: ".length());
    assertThat(address).startsWith("file:///");
    return Path.of(URI.create(address));
  }

  @Test
  void failingTest_writesPageAndJsonAtThePrintedAddress() throws IOException {
    Path reports = folder.resolve("trackmemory");
    Outcome outcome = Engine.reportingTo(reports).run(FailingTestCases.class);
    String inClass = FailingTestCases.class.getName() + "/";
    assertThat(filesIn(reports))
        .containsExactly(
            "index.html",
            inClass + "invocations[2].html",
            inClass + "invocations[2].json",
            inClass + "invocations[2].md",
            inClass + "leaks.html",
            inClass + "leaks.json",
            inClass + "leaks.md",
            inClass + "orders.html",
            inClass + "orders.json",
            inClass + "orders.md");
    Path page = pageOf(outcome.failureOf("orders()"));
    assertThat(page).isEqualTo(reports.resolve(inClass + "orders.html"));
    assertThat(page)
        .content()
        .contains("Expecting", "to make no allocations but it made 1 (24 B)")
        .contains("OrderBook.order(OrderBook.java:18)", "OrderBook$Order");
    assertThat(reports.resolve(inClass + "orders.json"))
        .content()
        .contains("\"status\": \"FAILED\"", "OrderBook$Order")
        .contains("\"check\": \"@NoAllocations\"");
    assertThat(pageOf(outcome.failureOf("leaks()")))
        .content()
        .contains("Registry.SESSIONS", "static SESSIONS", "Registry$Session", "first reference");
    assertThat(pagesLinkedFrom(reports.resolve("index.html")))
        .containsExactlyInAnyOrder(
            reports.resolve(inClass + "orders.html"),
            reports.resolve(inClass + "leaks.html"),
            reports.resolve(inClass + "invocations[2].html"));
  }

  private static List<Path> pagesLinkedFrom(Path index) throws IOException {
    return Pattern.compile("class=\"tn\" href=\"([^\"#]+\\.html)\"")
        .matcher(Files.readString(index))
        .results()
        .map(link -> Path.of(index.toUri().resolve(link.group(1).replace("&#37;", "%"))))
        .toList();
  }

  static class FailingTestCases {

    @Test
    @NoAllocations
    void orders() {
      BOOK.order(1);
    }

    @Test
    @NoLeaks
    void leaks() {
      Registry.open(1);
    }

    @NoAllocations
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void invocations(int count) {
      if (count > 0) {
        BOOK.order(1);
      }
    }

    @Test
    @TrackMemory
    void passes() {
      BOOK.order(1);
    }
  }

  @Test
  void passingTests_writeNothing() {
    Path reports = folder.resolve("trackmemory");
    Outcome outcome = Engine.reportingTo(reports).run(PassingTestCases.class);
    assertThat(outcome.passed()).containsExactly("orders()");
    assertThat(reports).doesNotExist();
  }

  @TrackMemory
  static class PassingTestCases {

    @Test
    void orders() {
      BOOK.order(1);
      assertThatMemory(() -> BOOK.sum(1, 2)).hasNoAllocations();
    }
  }

  @Test
  void policy_bySettingAndAnnotation() throws IOException {
    Path always = folder.resolve("always");
    Engine.reportingTo(always).with("trackmemory.report", "always").run(PassingTestCases.class);
    assertThat(filesIn(always))
        .containsExactly(
            "index.html",
            PassingTestCases.class.getName() + "/orders.html",
            PassingTestCases.class.getName() + "/orders.json");
    Path never = folder.resolve("never");
    Outcome outcome =
        Engine.reportingTo(never).with("trackmemory.report", "never").run(FailingTestCases.class);
    assertThat(outcome.failureOf("orders()")).message().doesNotContain("Report:");
    assertThat(never).doesNotExist();
    Path annotated = folder.resolve("annotated");
    Engine.reportingTo(annotated).run(AnnotatedTestCases.class);
    assertThat(filesIn(annotated))
        .containsExactly(
            "index.html",
            AnnotatedTestCases.class.getName() + "/always.html",
            AnnotatedTestCases.class.getName() + "/always.json");
  }

  static class AnnotatedTestCases {

    @Test
    @TrackMemory(report = ReportPolicy.ALWAYS)
    void always() {}

    @Test
    @TrackMemory(report = ReportPolicy.NEVER)
    void never() {
      assertThatMemory(() -> BOOK.order(1)).hasNoAllocations();
    }
  }

  @Test
  void ownFailureOfATrackedTest_hasAPageToo() throws IOException {
    Path reports = folder.resolve("trackmemory");
    Engine.reportingTo(reports).run(OwnFailureTestCases.class);
    assertThat(reports.resolve(OwnFailureTestCases.class.getName()).resolve("fails.html"))
        .content()
        .contains("of the test");
  }

  @TrackMemory
  static class OwnFailureTestCases {

    @Test
    void fails() {
      throw new IllegalStateException("of the test");
    }
  }

  @Test
  void hostileNames_stayInsideTheFolder_andAreNoMarkup() throws IOException {
    Path reports = folder.resolve("a/b/c/trackmemory");
    Outcome outcome = Engine.reportingTo(reports).run(HostileTestCases.class);
    assertThat(outcome.failed()).hasSize(3);
    List<String> files = filesIn(folder);
    assertThat(files).hasSize(10).allMatch(file -> file.startsWith("a/b/c/trackmemory/"));
    for (String file : files) {
      assertThat(Path.of(file).getFileName().toString())
          .matches("[\\w.$\\[\\]-]+")
          .hasSizeLessThan(200);
      assertThat(folder.resolve(file)).content().doesNotContain("<script>alert");
    }
  }

  @NoAllocations
  static class HostileTestCases {

    @TestFactory
    List<DynamicTest> names() {
      return List.of(
          DynamicTest.dynamicTest(HOSTILE, () -> BOOK.order(1)),
          DynamicTest.dynamicTest("con:\u0000\n/", () -> BOOK.order(1)),
          DynamicTest.dynamicTest("x".repeat(10_000), () -> BOOK.order(1)));
    }
  }

  @Test
  void index_tellsWhatIsNewSinceTheLastRun() throws IOException {
    Path reports = folder.resolve("trackmemory");
    Path json = reports.resolve(LastTimeTestCases.class.getName()).resolve("orders.json");
    LastTimeTestCases.orders = 2;
    Engine.reportingTo(reports).run(LastTimeTestCases.class);
    assertThat(reports.resolve("index.html")).content().doesNotContain("Since last<");
    String now = Files.readString(json);
    Files.writeString(
        json, now.replaceFirst("\"finishedAt\": \"20\\d\\d", "\"finishedAt\": \"2001"));
    LastTimeTestCases.orders = 3;
    Engine.reportingTo(reports).run(LastTimeTestCases.class);
    assertThat(reports.resolve("index.html"))
        .content()
        .contains(
            "Since last<",
            "title=\"hasAllocationCountAtMost(9): 2 objects last time, now 3 objects\">+50.0 %<");
    LastTimeTestCases.orders = 10; // in the same JVM, so of the same run
    Engine.reportingTo(reports).run(LastTimeTestCases.class);
    assertThat(reports.resolve("index.html"))
        .content()
        .contains("title=\"passed last time, ", ">new</span>");
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class LastTimeTestCases {

    static int orders;

    @Test
    void orders() {
      assertThatMemory(
              () -> {
                for (int i = 0; i < orders; i++) {
                  BOOK.order(i);
                }
              })
          .hasAllocationCountAtMost(9);
    }
  }

  @Test
  void folderThatCannotBeWritten_changesNoOutcome() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("file"), "in the way");
    Outcome passing =
        Engine.reportingTo(inTheWay)
            .with("trackmemory.report", "always")
            .run(PassingTestCases.class);
    assertThat(passing.passed()).containsExactly("orders()");
    assertThat(passing.failed()).isEmpty();
    Outcome failing = Engine.reportingTo(inTheWay.resolve("below")).run(FailingTestCases.class);
    assertThat(failing.failureOf("orders()")).hasMessageContaining("to make no allocations");
    assertThat(failing.failureOf("orders()")).hasNoSuppressedExceptions();
    assertThat(inTheWay).hasContent("in the way");
    assertThat(filesIn(folder)).containsExactly("file");
  }

  @Test
  void reportOfATestThatPassesNow_isGone() throws IOException {
    Path reports = folder.resolve("trackmemory");
    FlippingTestCases.orders = 1;
    Engine.reportingTo(reports).run(FlippingTestCases.class);
    assertThat(filesIn(reports)).hasSize(4);
    FlippingTestCases.orders = 0;
    Engine.reportingTo(reports).run(FlippingTestCases.class);
    assertThat(filesIn(reports)).containsExactly("index.html");
  }

  static class FlippingTestCases {

    static int orders;

    @Test
    @NoAllocations
    void flips() {
      if (orders > 0) {
        BOOK.order(1);
      }
    }
  }
}
