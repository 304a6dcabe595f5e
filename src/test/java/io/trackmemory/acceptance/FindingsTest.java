package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Patterns;
import io.trackmemory.extension.LimitLeaks;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules find in code as people write it, and not in the same code put right. */
class FindingsTest {

  @TempDir static Path folder;

  @BeforeAll
  static void run() {
    assertThat(Engine.reportingTo(folder).run(PatternsTestCases.class).failed()).isEmpty();
  }

  @AfterAll
  static void clear() {
    Patterns.KEPT.clear();
  }

  private static String written(String test, String extension) throws IOException {
    return Files.readString(
        folder.resolve(PatternsTestCases.class.getName()).resolve(test + extension));
  }

  private static String findings(String test) throws IOException {
    String json = written(test, ".json");
    return json.substring(json.indexOf("\"findings\": ["), json.indexOf("\"unaskedFindings\": ["));
  }

  private static List<String> rules(String test) throws IOException {
    return Pattern.compile("\"rule\": \"([^\"]+)\"")
        .matcher(findings(test))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "sumOfBoxes, sumOfNumbers, boxing",
    "listThatGrows, listOfItsSize, regrowth",
    "mapThatGrows, mapOfItsSize, regrowth",
    "builderThatGrows, builderOfItsSize, regrowth",
    "fillsOfADay, fillsOfAMinute, small-allocations",
    "bufferInALoop, bufferBeforeALoop, short-lived",
    "fileAtOnce, fileInPieces, spike",
    "unevenTasks, evenTasks, thread-imbalance",
    "listsForNothing, listsForSomething, empty-collections",
    "currencyOfEach, numberOfEach, duplicates",
    "listsForNothing, bufferBeforeALoop, kept"
  })
  void pattern_isFound_andNotOnceItIsPutRight(String wrong, String right, String rule)
      throws IOException {
    assertThat(rules(wrong)).as(wrong).contains(rule);
    assertThat(rules(right)).as(right).doesNotContain(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "sumOfBoxes, boxing",
    "listThatGrows, regrowth",
    "builderThatGrows, regrowth",
    "fillsOfADay, small-allocations",
    "bufferInALoop, short-lived",
    "listsForNothing, empty-collections",
    "currencyOfEach, duplicates"
  })
  void line_isTheUsers(String test, String rule) throws IOException {
    String found = findings(test);
    String its = found.substring(found.indexOf("\"rule\": \"" + rule + "\""));
    assertThat(its.substring(its.indexOf("\"line\": ")).replaceAll("\\s+", " "))
        .startsWith("\"line\": { \"class\": \"io.trackmemory.acceptance.code.Patterns\"");
    assertThat(written(test, ".html")).contains("Patterns." + test + "(Patterns.java:");
  }

  @ParameterizedTest
  @CsvSource({
    "listThatGrows, new ArrayList<>\\((\\d+)\\)",
    "mapThatGrows, new HashMap<>\\((\\d+)\\)",
    "builderThatGrows, new StringBuilder\\((\\d+)\\)"
  })
  void capacity_isOneThatSuffices(String test, String code) throws IOException {
    String advice = findings(test).replace("\\u003c", "<").replace("\\u003e", ">");
    Matcher told = Pattern.compile(code).matcher(advice);
    assertThat(told.find()).as(advice).isTrue();
    int capacity = Integer.parseInt(told.group(1));
    assertThat(capacity).isBetween(Patterns.NUMBER, 4 * Patterns.NUMBER);
  }

  @ParameterizedTest
  @CsvSource({"-XX:+UseG1GC, true", "-XX:+UseParallelGC, false"})
  @Tag("slow") // another JVM, as the one of the build has no regions
  void objectOfMoreThanHalfARegion_isFoundWhereThereAreRegions(String collector, boolean regions)
      throws Exception {
    Path reports = folder.resolve(collector.substring(5));
    Forked.run(
        List.of(collector, "-XX:G1HeapRegionSize=1m"), HumongousMain.class, reports.toString());
    Path written = reports.resolve(HumongousMain.HumongousTestCases.class.getName());
    String told =
        "5 \u00d7 byte[] of up to 600 KiB, 1 to 5 of them alive at once; a region of this heap has 1"
            + " MiB, so that one takes 1 region for itself, 424 KiB of it empty (41.4 %)";
    String atOnce = Files.readString(written.resolve("picturesAtOnce.json"));
    assertThat(atOnce.contains(told)).as(atOnce).isEqualTo(regions);
    assertThat(atOnce.contains("the collector is not G1")).isNotEqualTo(regions);
    assertThat(written.resolve("picturesInHalves.json"))
        .content()
        .contains("\"count\": 5")
        .doesNotContain("\"rule\": \"humongous\"");
  }

  @Test
  void garbageThatNobodyFollowed_isNotAsked() throws IOException {
    assertThat(written("bufferInALoopUnfollowed", ".json"))
        .contains("no object was followed: a check on leaks or peaks does");
    assertThat(rules("bufferInALoopUnfollowed")).doesNotContain("short-lived");
  }

  @Test
  void scorecard_afterPerUnit_isOfOneUnit() throws IOException {
    assertThat(written("ordersOfADay", ".html")).contains("Allocation per order<b>");
    assertThat(written("ordersOfADay", ".json"))
        .containsPattern(
            "hasAllocationCountAtMost\\(2\\)\\). That is of 100 × order: 1\\.06 objects ÷ 2 objects");
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class PatternsTestCases {

    @Test
    void ordersOfADay() {
      OrderBook book = new OrderBook();
      assertThatMemory(() -> book.day(50))
          .overRuns(2)
          .perUnit(50, "order")
          .hasAllocationCountAtMost(2);
    }

    @Test
    void sumOfBoxes() {
      Patterns.sumOfBoxes();
    }

    @Test
    void sumOfNumbers() {
      Patterns.sumOfNumbers();
    }

    @Test
    void listThatGrows() {
      Patterns.listThatGrows();
    }

    @Test
    void listOfItsSize() {
      Patterns.listOfItsSize();
    }

    @Test
    void mapThatGrows() {
      Patterns.mapThatGrows();
    }

    @Test
    void mapOfItsSize() {
      Patterns.mapOfItsSize();
    }

    @Test
    void builderThatGrows() {
      Patterns.builderThatGrows();
    }

    @Test
    void builderOfItsSize() {
      Patterns.builderOfItsSize();
    }

    @Test
    void fillsOfADay() {
      Patterns.fillsOfADay();
    }

    @Test
    void fillsOfAMinute() {
      Patterns.fillsOfAMinute();
    }

    @Test
    @LimitLeaks(count = 0)
    void bufferInALoop() {
      Patterns.bufferInALoop();
    }

    @Test
    @LimitLeaks(count = 0)
    void bufferBeforeALoop() {
      Patterns.bufferBeforeALoop();
    }

    @Test
    void bufferInALoopUnfollowed() {
      Patterns.bufferInALoop();
    }

    @Test
    void fileAtOnce() {
      Patterns.fileAtOnce();
    }

    @Test
    void fileInPieces() {
      Patterns.fileInPieces();
    }

    @Test
    void unevenTasks() throws Exception {
      Patterns.twoTasks(2_000, 10);
    }

    @Test
    void evenTasks() throws Exception {
      Patterns.twoTasks(1_000, 1_000);
    }

    @Test
    @LimitLeaks(count = 10_000)
    void listsForNothing() {
      Patterns.listsForNothing();
    }

    @Test
    @LimitLeaks(count = 10_000)
    void listsForSomething() {
      Patterns.listsForSomething();
    }

    @Test
    @LimitLeaks(count = 10_000)
    void currencyOfEach() {
      Patterns.currencyOfEach();
    }

    @Test
    @LimitLeaks(count = 10_000)
    void numberOfEach() {
      Patterns.numberOfEach();
    }
  }
}
