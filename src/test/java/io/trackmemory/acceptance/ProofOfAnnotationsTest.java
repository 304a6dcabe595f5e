package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.LimitLeaks;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.extension.MemoryBaseline;
import io.trackmemory.extension.MemoryBudget;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoDirectMemoryLeaks;
import io.trackmemory.extension.NoGrowth;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.ReportPolicy;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.spi.OwnWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Limits of annotations that are kept turn red once more is really made than they allow. */
class ProofOfAnnotationsTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final Pattern FIGURE =
      Pattern.compile(
          "\"(allocationCount|allocatedBytes)\": [^,}]*|\"(peak|directMemory)\": \\{ [^,]*, [^,]*"
              + "|\"types\": \\[[^\\]]*");

  private static final Pattern MESSAGE = Pattern.compile("\"message\": \"(\\\\.|[^\"\\\\])*\"");

  @TempDir Path folder;

  private Outcome run(String proof, String reports, Class<?> fixture) {
    return Engine.reportingTo(folder.resolve(reports))
        .with("trackmemory.proof", proof)
        .with("trackmemory.baseline.dir", folder.resolve("baselines").toString())
        .run(fixture);
  }

  /** The JSON of each test, by its name. */
  private Map<String, String> written(String reports) throws IOException {
    Map<String, String> json = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(reports))) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(file -> json.put(file.getFileName().toString(), read(file)));
    }
    return json;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String figures(String json) {
    String ours = json.substring(0, json.indexOf("\"foreign\":"));
    return FIGURE.matcher(ours).results().map(MatchResult::group).toList().toString();
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void limitsThatAreKept_areProvedAndPagesAreAsWithoutProof() throws IOException {
    assertThat(run("false", "before", ProvedTestCases.class).failed()).isEmpty();
    ProvedTestCases.RUNS.set(0);
    Outcome proved = run("true", "proved", ProvedTestCases.class);
    assertThat(proved.failed()).isEmpty();
    assertThat(ProvedTestCases.RUNS).hasValue(10); // no body twice
    Map<String, String> before = written("before");
    Map<String, String> after = written("proved");
    assertThat(after.keySet()).isEqualTo(before.keySet()).hasSizeGreaterThan(9);
    after.forEach(
        (test, json) -> {
          assertThat(json.split("Proved", -1)).describedAs(test).hasSizeGreaterThan(1);
          assertThat(MESSAGE.matcher(json).replaceAll("")).doesNotContain("trackmemory.proof.");
          assertThat(figures(json))
              .describedAs(test)
              .isEqualTo(figures(before.getOrDefault(test, "")));
        });
    assertThat(after.get("budget.json")).contains("Not proved of run = ", "Proved of peak = ");
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class ProvedTestCases {

    static final AtomicInteger RUNS = new AtomicInteger();

    @Test
    @NoAllocations
    void nothing() {
      RUNS.incrementAndGet();
      BOOK.sum(1, 2);
    }

    @Test
    @LimitAllocations(count = 5, bytes = "1 KiB")
    void few() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @Test
    @LimitPeak("1 KiB")
    void low() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @Test
    @NoLeaks
    void clean() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @Test
    @LimitLeaks(count = 2, bytes = "1 KiB")
    void nearlyClean() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @Test
    @NoDirectMemoryLeaks
    void offHeap() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @Test
    @MemoryBudget(run = "1 KiB", tearDown = "1 KiB", peak = "1 MiB", leaks = "none")
    void budget() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @Test
    @MemoryBaseline
    void baseline() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }

    @TestFactory
    @NoAllocations
    Stream<DynamicTest> made() {
      return Stream.of(
          DynamicTest.dynamicTest(
              "made",
              () -> {
                RUNS.incrementAndGet();
                BOOK.sum(1, 2);
              }));
    }

    @Test
    @NoLeaks
    @LimitAllocations(count = 1)
    @LimitPeak("1 KiB")
    void all() {
      RUNS.incrementAndGet();
      BOOK.order(1);
    }
  }

  @Test
  void bodyThatIsNotCounted_isFoundOut() {
    assertThat(run("false", "before", UncountedTestCases.class).passed())
        .containsExactly("few()", "none()");
    Outcome outcome = run("true", "proved", UncountedTestCases.class);
    assertThat(outcome.failed()).containsExactly("few()", "none()");
    assertThat(outcome.messageOf("none()"))
        .isEqualTo(
            "Expecting @NoAllocations to fail once more is made than it allows but nothing that is"
                + " made at the end of the body is counted");
  }

  static class UncountedTestCases {

    @Test
    @NoAllocations
    @SuppressWarnings("resource") // disarmed on purpose
    void none() {
      OwnWork.begin();
      BOOK.order(1);
    }

    @Test
    @LimitAllocations(count = 3)
    @SuppressWarnings("resource") // as above
    void few() {
      OwnWork.begin();
      BOOK.day(100);
    }
  }

  @AfterEach
  void asBefore() {
    ProvedTestCases.RUNS.set(0);
  }

  @Test
  @Tag("slow")
  void growth_isProvedByRoundsOfItsOwn() throws IOException {
    Outcome outcome = run("true", "proved", GrowthTestCases.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(ProvedTestCases.RUNS).hasValue(10);
    assertThat(written("proved").values())
        .anyMatch(json -> json.contains("Proved: it fails with 1 object more with each"));
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class GrowthTestCases {

    @RepeatedTest(10)
    @NoGrowth
    void steady() {
      ProvedTestCases.RUNS.incrementAndGet();
      BOOK.order(1);
    }
  }
}
