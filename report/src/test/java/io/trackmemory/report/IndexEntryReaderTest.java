package io.trackmemory.report;

import static io.trackmemory.report.IndexSamples.entry;
import static io.trackmemory.report.IndexSamples.failure;
import static io.trackmemory.report.IndexSamples.line;
import static io.trackmemory.report.IndexSamples.measure;
import static io.trackmemory.report.IndexSamples.report;
import static io.trackmemory.report.IndexSamples.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.IndexEntry.Asked;
import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexEntry.Line;
import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.ReportTotals.Left;
import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IndexEntryReaderTest {

  @Test
  void read_newestVersionIsThatOfTheReports_orLater() {
    assertThat(IndexEntryReader.NEWEST_VERSION).isGreaterThanOrEqualTo(JsonReport.SCHEMA_VERSION);
  }

  @Test
  void read_head_isAllThatIsRead() {
    String json = JsonWriter.write(test("PASSED").with("verdicts", List.of()));
    String head = json.substring(0, json.lastIndexOf('}'));
    IndexEntry entry =
        IndexEntryReader.read(new JsonReader(new StringReader(head + ", \"measurements\": what")));
    assertThat(entry.id()).isEqualTo("com.acme.Test.fills[1]");
    assertThat(entry.totals().allocatedBytes()).hasValue(1_000);
  }

  @Test
  void read_thrownCheck_isTheOneThatTheRowIsAbout() {
    JsonObject thrown =
        verdict("hasAllocationCountAtMost(2)", "FAILED")
            .with("measure", measure("OBJECTS", 2, false, 5, 5))
            .with("blame", blame());
    IndexEntry entry =
        entry(
            test("FAILED")
                .with("failure", failure("AssertionError", "FAILED hasAllocationCountAtMost(2)"))
                .with(
                    "verdicts",
                    List.of(
                        verdict("@NoLeaks", "FAILED"), thrown, verdict("hasNoLeaks()", "PASSED"))));
    assertThat(entry.asked())
        .contains(
            new Asked(
                "hasAllocationCountAtMost(2)",
                1,
                Optional.of(new Measured(Unit.OBJECTS, 2, false, 5, 5, OptionalDouble.empty())),
                Optional.of(
                    new Line("OrderBook.match", "OrderBook.java:42", "com.acme.OrderBook"))));
    assertThat(entry.checks()).isEqualTo(3);
    assertThat(entry.told()).isEmpty();
  }

  @Test
  void read_blameInALibrary_isTheUsersLineThatLedToIt() {
    JsonObject blame =
        new JsonObject()
            .with("line", line("java.util.ArrayList", "grow", "JDK"))
            .with("caller", line("com.acme.OrderBook", "match", "USER"));
    IndexEntry entry =
        entry(
            test("FAILED")
                .with("verdicts", List.of(verdict("@NoLeaks", "FAILED").with("blame", blame))));
    assertThat(entry.asked().flatMap(Asked::line).map(Line::place)).contains("OrderBook.match");
  }

  @Test
  void read_endings_tellWhatCouldNotBeCertifiedFromWhatWasGivenUp() {
    List<JsonObject> uncertified = List.of(verdict("@NoGrowth", "UNCERTIFIED"));
    assertThat(entry(test("ABORTED")).ending()).isEqualTo(Ending.ABORTED);
    assertThat(entry(test("ABORTED").with("verdicts", uncertified)).ending())
        .isEqualTo(Ending.UNCERTIFIED);
    assertThat(failed("UNCERTIFIED @NoGrowth", uncertified)).isEqualTo(Ending.UNCERTIFIED);
    assertThat(failed("something else", uncertified)).isEqualTo(Ending.FAILED);
    assertThat(entry(test("PASSED").with("verdicts", uncertified)).ending())
        .isEqualTo(Ending.PASSED);
  }

  @Test
  void read_ownFailure_isToldWithItsType() {
    IndexEntry entry =
        entry(
            test("FAILED")
                .with("failure", failure("java.lang.NullPointerException", "book\nis null"))
                .with("verdicts", List.of(verdict("hasNoLeaks()", "PASSED"))));
    assertThat(entry.asked()).isEmpty();
    assertThat(entry.told()).isEqualTo("NullPointerException: book");
    assertThat(entry.limitBroken()).isFalse();
  }

  @Test
  void read_versionOne_sumsUpItsRows() {
    FakeSnapshot whole =
        new FakeSnapshot(
                List.of(Samples.row("byte[]", Samples.user("com.acme.A", "b", 1), 3, 4_096)))
            .withLeaks(LeakResult.NONE);
    TestReport test =
        Samples.report(
            Samples.FILLS,
            Status.FAILED,
            whole,
            List.of(
                Samples.verdict(
                    About.LEAKS, "@NoLeaks", Outcome.FAILED, "Expecting none:\n  one", whole)));
    for (TestReport each : List.of(test, Samples.leak())) {
      ReportContent content = ReportContent.of(each, Samples.CONDITIONS);
      String old =
          JsonReport.of(content)
              .replaceFirst("\"schemaVersion\": \\d+", "\"schemaVersion\": 1")
              .replaceFirst("(?s)\"totals\": \\{.*?\\n \\},", "");
      assertThat(old).doesNotContain("\"totals\"");
      IndexEntry entry = IndexEntryReader.read(new JsonReader(new StringReader(old)));
      assertThat(entry.totals()).isEqualTo(ReportTotals.of(content));
      assertThat(entry.told()).isNotEmpty().doesNotEndWith(":").doesNotContain("\n");
    }
  }

  @Test
  void read_estimateOfAnOldReport_isTheEstimate() {
    JsonObject estimate =
        new JsonObject()
            .with("count", OptionalDouble.of(1_234.6))
            .with("bytes", OptionalDouble.of(99.5));
    JsonObject leak = new JsonObject().with("objectCount", 3).with("shallowBytes", 48);
    JsonObject search =
        new JsonObject()
            .with("uncertified", Optional.empty())
            .with("estimate", estimate)
            .with("leaks", List.of(leak))
            .with("told", List.of(leak, leak));
    JsonObject old =
        report("com.acme.Test", "fills", "", "PASSED", 1).with("leakSearches", List.of(search));
    old.members().remove("totals");
    ReportTotals totals = entry(old).totals();
    assertThat(totals.left()).contains(new Left(1_235, 100, 6, 96, true));
    assertThat(totals.allocatedBytes()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void read_newerVersion_isRefusedInAClearWord() {
    assertThatThrownBy(() -> entry(new JsonObject().with("schemaVersion", 3).with("test", 1)))
        .hasMessage("written by a newer TrackMemory: schemaVersion must be at most 2: 3");
  }

  @Test
  void read_tenThousandCharacters_keepsLessThanOneKibibyteOfEach() {
    String name = "n".repeat(10_000) + "\u202e";
    IndexEntry entry =
        entry(
            report(name, name, "", "FAILED", 1).with("verdicts", List.of(verdict(name, "FAILED"))));
    assertThat(List.of(entry.testClass(), entry.method(), entry.told()))
        .allSatisfy(text -> assertThat(text).hasSizeLessThan(340).doesNotContain("\u202e"));
  }

  private static Ending failed(String message, List<JsonObject> verdicts) {
    return entry(
            test("FAILED").with("failure", failure("Error", message)).with("verdicts", verdicts))
        .ending();
  }

  private static JsonObject test(String status) {
    return report("com.acme.Test", "fills", "[1]", status, 5);
  }

  private static JsonObject blame() {
    return new JsonObject()
        .with("line", line("com.acme.OrderBook", "match", "USER"))
        .with("caller", Optional.empty());
  }
}
