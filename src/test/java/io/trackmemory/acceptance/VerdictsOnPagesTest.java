package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Keeping;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.dsl.Budget;
import io.trackmemory.dsl.Growth;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.extension.MemoryBudget;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** Message, page and JSON tell one figure of each check, against one limit, and of one line. */
@Tag("slow")
class VerdictsOnPagesTest {

  @TempDir static Path folder;

  private static @Nullable Outcome outcome;

  @BeforeAll
  static void run() {
    outcome = Engine.reportingTo(folder).run(EachCheckTestCases.class);
  }

  @AfterAll
  static void clear() {
    Registry.clear();
    Keeping.clear();
  }

  private static Outcome outcome() {
    return requireNonNull(outcome);
  }

  private static String written(String test, String extension) throws IOException {
    return Files.readString(
        folder.resolve(EachCheckTestCases.class.getName()).resolve(test + extension));
  }

  private static String json(String test) throws IOException {
    return written(test, ".json").replaceAll("\\s+", " ");
  }

  @Test
  void eachFailure_isOneFigureInMessagePageAndJson() throws IOException {
    List<String> failed = outcome().failed();
    assertThat(failed)
        .contains(
            "count()",
            "bytesAtMost()",
            "none()",
            "peak()",
            "leaks()",
            "leakedBytes()",
            "growth()",
            "retained()",
            "retainedCount()",
            "ofType()",
            "leaksOfType()",
            "jvmBytes()",
            "direct()",
            "budget(MemoryScope)",
            "budgetOfTheTest()");
    List<String> others = List.of("uncertified()", "sizes()");
    for (String test : failed.stream().filter(each -> !others.contains(each)).toList()) {
      AssertionFailedError failure = (AssertionFailedError) outcome().failureOf(test);
      String name = test.replaceFirst("\\(.*", "");
      Object limit = failure.getExpected().getValue();
      Object seen = failure.getActual().getValue();
      String accept =
          String.valueOf(failure.getMessage()).replaceFirst("(?s).*\nTo accept: (.*?)\n.*", "$1");
      assertThat(json(name))
          .as(test)
          .contains("\"limit\": " + limit + ",", "\"atLeast\": " + seen + ",")
          .contains("\"accept\": \"" + accept.replace("\"", "\\\"") + "\"");
      assertThat(written(name, ".html"))
          .as(test)
          .contains("<code id=\"accept0\">" + accept.replace("\"", "&quot;").replace("=", "&#61;"))
          .containsPattern("<svg class=\"lim\" role=\"img\" aria-label=\"(limit|asked for)");
    }
  }

  @Test
  void figuresOfEachSize_areTheSameInMessagePageAndJson() throws IOException {
    assertThat(outcome().failureOf("sizes()"))
        .hasMessageContaining("grow at most CONSTANT but found LINEAR:")
        .hasMessageContaining("n =   64   528 B");
    assertThat(json("sizes"))
        .contains("\"order\": \"CONSTANT\", \"found\": \"LINEAR\"")
        .contains("{\"size\": 64, \"atLeast\": 528, \"atMost\": 528,");
    assertThat(written("sizes", ".html")).contains("id=\"by-size\"", "528 B", "CONSTANT", "LINEAR");
  }

  @Test
  void askedAt_isTheLineOfTheCheck_andOfAnAnnotationNone() throws IOException {
    String asked = String.valueOf(outcome().failureOf("bytesAtMost()").getStackTrace()[0]);
    assertThat(asked).contains("VerdictsOnPagesTest.java");
    assertThat(json("bytesAtMost"))
        .contains(
            "\"askedAt\": { \"class\": \"" + EachCheckTestCases.class.getName() + "\"",
            "\"line\": " + asked.replaceFirst(".*:(\\d+)\\)", "$1"));
    assertThat(written("bytesAtMost", ".html")).contains("asked at VerdictsOnPagesTest.java:");
    assertThat(json("leaks")).contains("\"askedAt\": null");
  }

  @Test
  void source_isShown_whereItIsAtHand() throws IOException {
    assertThat(written("count", ".html"))
        .contains("<span class=\"hit\"><i>\u203a ", "return new Order(");
    assertThat(json("count")).contains("\"file\": \"OrderBook.java\"");
  }

  @Test
  void confidential_hasNoSource() throws IOException {
    Path other = folder.resolve("confidential");
    Engine.reportingTo(other)
        .with("trackmemory.report.confidential", "true")
        .run(OneCheckTestCases.class);
    try (Stream<Path> files = Files.walk(other)) {
      List<Path> written =
          files.filter(each -> each.toString().matches(".*(html|json|md)")).toList();
      assertThat(written).hasSize(4);
      for (Path file : written) {
        assertThat(Files.readString(file)).doesNotContain("return new Order(");
      }
    }
  }

  @Test
  void keptLimit_tellsWhatItMeasured() throws IOException {
    assertThat(json("kept"))
        .contains("\"unit\": \"OBJECTS\", \"limit\": 9, \"exact\": false, \"atLeast\": 1,")
        .contains("\"accept\": null", "\"askedAt\": null");
    assertThat(written("kept", ".html")).contains("11 %<small>of the limit</small>");
  }

  @Test
  void whatNobodyCanJudge_isNeitherGreenNorRed() throws IOException {
    assertThat(written("uncertified", ".html"))
        .contains("</svg>Cannot certify</span>", "could not be judged", "<p class=\"cause\">")
        .doesNotContain("</svg>Failed</span>", "<p class=\"fac");
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class EachCheckTestCases {

    private static final OrderBook BOOK = new OrderBook();
    private static final List<ByteBuffer> BUFFERS = new ArrayList<>();

    @AfterAll
    static void giveBack() {
      BUFFERS.clear();
    }

    @Test
    void count() {
      assertThatMemory(() -> BOOK.order(1)).hasAllocationCount(3);
    }

    @Test
    void bytesAtMost() {
      assertThatMemory(() -> BOOK.order(1)).hasAllocatedBytesAtMost(bytes(8));
    }

    @Test
    @NoAllocations
    void none() {
      BOOK.order(1);
    }

    @Test
    @LimitPeak("64 B")
    void peak() {
      OrderBook.Order[] all = new OrderBook.Order[100];
      all[0] = BOOK.order(1);
    }

    @Test
    @NoLeaks
    void leaks() {
      Registry.open(1);
    }

    @Test
    void leakedBytes() {
      assertThatMemory(() -> Registry.open(2)).hasLeakedBytesAtMost(bytes(1));
    }

    @Test
    void growth() {
      assertThatMemory(Keeping::inList).overRuns(10).hasNoGrowth();
    }

    @Test
    void retained() {
      assertThatRetained(new byte[10_000]).hasBytesAtMost(kib(1));
    }

    @Test
    void retainedCount() {
      assertThatRetained(List.of(new Object(), new Object())).hasObjectCountAtMost(1);
    }

    @Test
    void ofType() {
      assertThatMemory(() -> BOOK.order(1)).allocations().ofType(OrderBook.Order.class).hasCount(3);
    }

    @Test
    void leaksOfType() {
      assertThatMemory(() -> Registry.open(3)).leaks().ofType(Object.class).hasCount(0);
    }

    @Test
    void jvmBytes() {
      assertThatMemory(() -> BOOK.prices(5_000)).hasJvmAllocatedBytesAtMost(bytes(8));
    }

    @Test
    void direct() {
      assertThatMemory(() -> BUFFERS.add(ByteBuffer.allocateDirect(10_000)))
          .hasDirectMemoryAtMost(bytes(8));
    }

    @Test
    void budget(MemoryScope memory) {
      BOOK.order(1);
      memory.checkpoint("teardown");
      assertThatMemory(memory).meets(Budget.budget().run(bytes(8)));
    }

    @Test
    @MemoryBudget(run = "8 B")
    void budgetOfTheTest() {
      BOOK.order(1);
    }

    @Test
    void sizes() {
      assertThatMemoryOver(new int[] {64, 128, 256, 512, 1024}, n -> BOOK.prices(n))
          .growsAtMost(Growth.CONSTANT);
    }

    @Test
    void kept() {
      assertThatMemory(() -> BOOK.order(1)).hasAllocationCountAtMost(9);
    }

    @Test
    void uncertified() {
      assertThatMemory(Keeping::inList).overRuns(3).hasNoGrowth();
    }
  }

  @TrackMemory
  static class OneCheckTestCases {

    @Test
    void count() {
      assertThatMemory(() -> new OrderBook().order(1)).hasNoAllocations();
    }
  }
}
