package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.report.base.Conditions;
import io.trackmemory.tracker.spi.HeapLayout;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index tells of the run before, whose reports are in the folder. */
class SinceLastTest {

  private static final String CHECK = "hasAllocatedBytesAtMost(kib(4))";

  /** Samples end at this moment. */
  private static final Instant FIRST = Instant.parse("2026-01-31T12:30:15.250Z");

  private static final Instant SECOND = FIRST.plusSeconds(3_600);

  @TempDir private Path dir;

  @Test
  void firstRun_hasNoColumn() throws IOException {
    write(FIRST, Status.PASSED, 1_000);
    assertThat(index()).doesNotContain("Since last", "class=\"n df");
  }

  @Test
  void brokenOrMendedSinceLast_isSaid() throws IOException {
    write(FIRST, Status.PASSED, 1_000);
    write(SECOND, Status.FAILED, 5_000);
    assertThat(since()).containsExactly("up|passed last time, 2026-01-31 12:30:15 UTC|new");
    write(SECOND.plusSeconds(3_600), Status.PASSED, 1_000);
    assertThat(since()).containsExactly("dn|failed last time, 2026-01-31 13:30:15 UTC|mended");
  }

  @Test
  void moreOrLessOrAsMuch_isToldByTheCheck() throws IOException {
    write(FIRST, Status.FAILED, 5_000);
    write(SECOND, Status.FAILED, 6_000);
    assertThat(since())
        .containsExactly(
            "up|" + CHECK + ": 4.9 KiB (5,000 B) last time, now 5.9 KiB (6,000 B)|+20.0 %");
    write(SECOND.plusSeconds(1), Status.FAILED, 5_400);
    assertThat(since().get(0)).startsWith("dn|").endsWith("|-10.0 %");
    write(SECOND.plusSeconds(2), Status.FAILED, 5_400);
    assertThat(since()).containsExactly("eq|the same as last time|&#61;");
  }

  @Test
  void fromNothing_isToldInBytes() throws IOException {
    write(FIRST, Status.PASSED, 0);
    write(SECOND, Status.PASSED, 24);
    assertThat(since().get(0)).startsWith("up|").endsWith("|+24 B");
  }

  @Test
  void testRunAgainInOneRun_isComparedWithTheRunBefore() throws IOException {
    write(FIRST, Status.PASSED, 1_000);
    Instant begin = FIRST.plusSeconds(1);
    write(begin, FIRST.plusSeconds(2), Status.FAILED, 5_000, Samples.CONDITIONS);
    write(begin, FIRST.plusSeconds(3), Status.PASSED, 1_100, Samples.CONDITIONS);
    assertThat(since().get(0)).contains(": 1,000 B last time").endsWith("|+10.0 %");
  }

  @Test
  void testRunAgainInTheFirstRun_isComparedWithNothing() throws IOException {
    write(FIRST, FIRST.plusSeconds(2), Status.FAILED, 5_000, Samples.CONDITIONS);
    write(FIRST, FIRST.plusSeconds(3), Status.PASSED, 1_000, Samples.CONDITIONS);
    assertThat(index()).doesNotContain("Since last");
  }

  @Test
  void otherJdkOrLayout_isNotAvailable_butItsEndingIs() throws IOException {
    write(FIRST, FIRST, Status.PASSED, 1_000, conditions("25.0.3+1", new HeapLayout(12, 4, 8)));
    write(SECOND, Status.PASSED, 2_000);
    assertThat(since()).containsExactly("na|figures are of JDK 25 and JDK 17|n/a");
    write(FIRST, FIRST, Status.PASSED, 1_000, conditions("17.0.15+6", new HeapLayout(16, 8, 8)));
    write(SECOND, Status.PASSED, 2_000);
    assertThat(since().get(0)).startsWith("na|figures are of two object layouts").endsWith("|n/a");
    write(
        SECOND.plusSeconds(1),
        SECOND.plusSeconds(1),
        Status.FAILED,
        5_000,
        conditions("25", new HeapLayout(8, 4, 8)));
    assertThat(since().get(0)).startsWith("up|passed last time").endsWith("|new");
  }

  @Test
  void reportOfTheLastRunThatIsTorn_isNotAvailable_andTheNewOneIsWritten() throws IOException {
    write(FIRST, Status.PASSED, 1_000);
    Path json = json(Samples.FILLS);
    String text = Files.readString(json);
    for (String torn :
        List.of("", text.substring(0, text.length() / 2), "[]", text.replace("17.0", "\u0000"))) {
      Files.writeString(json, torn);
      write(SECOND, Status.PASSED, 2_000);
      assertThat(json).content().contains("\"atLeast\": 2000", "\"last\": null");
    }
    write(FIRST, FIRST, Samples.SESSIONS, Status.PASSED, 1_000, Samples.CONDITIONS);
    write(SECOND, SECOND, Samples.SESSIONS, Status.PASSED, 1_000, Samples.CONDITIONS);
    assertThat(since())
        .containsExactlyInAnyOrder(
            "na|no report of an earlier run was here, or none that can be read|n/a",
            "eq|the same as last time|&#61;");
  }

  @Test
  void invocations_areOneRowThatSaysHowManyAreNew() throws IOException {
    for (int i = 1; i <= 4; i++) {
      TestId id = new TestId("com.acme.OrderBookTest", "often", "[" + i + "]");
      write(FIRST, FIRST, id, i < 4 ? Status.PASSED : Status.FAILED, 1_000, Samples.CONDITIONS);
      write(SECOND, SECOND, id, i < 3 ? Status.FAILED : Status.PASSED, 1_000, Samples.CONDITIONS);
    }
    assertThat(since().get(0)).isEqualTo("up|passed last time|2 new");
    assertThat(since().stream().map(each -> each.replaceAll(".*\\|", "")))
        .containsExactly("2 new", "new", "new", "&#61;", "mended");
  }

  private void write(Instant at, Status status, long bytes) {
    write(at, at, status, bytes, Samples.CONDITIONS);
  }

  private void write(Instant begin, Instant at, Status status, long bytes, Conditions conditions) {
    write(begin, at, Samples.FILLS, status, bytes, conditions);
  }

  /** The report of a run that began at {@code begin}. */
  private void write(
      Instant begin, Instant at, TestId id, Status status, long bytes, Conditions conditions) {
    FakeSnapshot seen =
        new FakeSnapshot(
            List.of(Samples.row("byte[]", Samples.user("com.acme.A", "b", 7), 1, bytes)));
    boolean failed = status == Status.FAILED;
    Verdict verdict =
        new Verdict(
            About.FIGURES,
            CHECK,
            failed ? Outcome.FAILED : Outcome.PASSED,
            failed ? "too many" : "",
            Optional.of(seen),
            List.of(),
            Optional.of(new Measure(Unit.BYTES, 4_096, false, bytes, bytes)),
            "",
            Optional.empty());
    TestReport report = Samples.report(id, status, seen, List.of(verdict));
    ReportFolder.at(dir, conditions, begin)
        .write(
            new TestReport(
                id,
                report.displayName(),
                status,
                report.failure(),
                seen,
                report.checks(),
                at,
                report.elapsed()));
  }

  private static Conditions conditions(String jdk, HeapLayout layout) {
    Conditions sample = Samples.CONDITIONS;
    return new Conditions(
        jdk,
        sample.javaVendor(),
        sample.vm(),
        sample.os(),
        sample.collectors(),
        sample.maxHeapBytes(),
        sample.regionBytes(),
        layout,
        sample.processors(),
        sample.arguments());
  }

  private Path json(TestId id) {
    Path page = ReportFolder.at(dir).pageOf(id);
    return Path.of(page.toString().replaceFirst("html$", "json"));
  }

  private String index() throws IOException {
    ReportFolder.at(dir).writeIndex();
    return Files.readString(dir.resolve("index.html"))
        .replace(Assets.shared().css(), "")
        .replace(Assets.shared().script(), "");
  }

  /** Style, title and text of each cell of the column. */
  private List<String> since() throws IOException {
    return Pattern.compile("<span class=\"n df (\\w*)\" title=\"([^\"]*)\">([^<]*)</span>")
        .matcher(index())
        .results()
        .map(cell -> cell.group(1) + "|" + cell.group(2) + "|" + cell.group(3))
        .toList();
  }
}
