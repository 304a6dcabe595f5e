package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.ComparedCheck.Made;
import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.base.Conditions;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON is what {@code docs/report-schema.json} says, no member more, no member less. */
class SchemaTest {

  private static final JsonSchema SCHEMA = JsonSchema.read("report-schema.json");

  @ParameterizedTest
  @ValueSource(strings = {"allocations.json", "leak.json"})
  void goldenReport_bySchema_isValid(String name) throws IOException {
    Object report =
        JsonReader.read(
            Files.readString(Path.of("src/test/resources/io/trackmemory/report", name)));
    assertThat(SCHEMA.problems(report)).isEmpty();
  }

  @Test
  void unmeasuredReport_bySchema_isValid() {
    TestReport report =
        Samples.report(
            Samples.FILLS,
            TestReport.Status.ABORTED,
            new FakeSnapshot(List.of()).withUncertified("no agent"),
            List.of());
    String json = JsonReport.of(ReportContent.of(report, Conditions.ofThisJvm()));
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportOfMemoryOffTheHeap_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(OffHeapTest.failed(), Conditions.ofThisJvm()));
    assertThat(json).contains("\"atMost\": 327680", "\"residentGrowthBytes\": -4096");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportOfGrowth_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(GrowthTest.failed(), Conditions.ofThisJvm()));
    assertThat(json)
        .contains(
            "\"bytesPerRun\": 24.5",
            "\"bytesPerRunError\": 0.25",
            "\"gcPressure\": \"LOW\"",
            "\"cause\": \"System.gc()\"",
            "\"stretches\": 3");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportOfABaseline_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(ChangesViewTest.failed(), Conditions.ofThisJvm()));
    assertThat(json).contains("\"kind\": \"GONE\"", "\"moreBytes\": -16");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportOverSizes_bySchema_isValid() {
    String json = JsonReport.of(ReportContent.of(LadderViewTest.failed(), Samples.CONDITIONS));
    assertThat(json).contains("\"found\": \"QUADRATIC\"", "\"divisor\": 100");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportOfPassedLimit_bySchema_isValid() {
    String json =
        JsonReport.of(ReportContent.of(PeakMomentViewTest.failed(), Conditions.ofThisJvm()));
    assertThat(json).contains("\"limitBytes\": 1024");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportOfSampledStacks_bySchema_isValid() {
    TestReport report =
        Samples.report(
            Samples.FILLS, TestReport.Status.PASSED, FlameViewTest.large(20, 50), List.of());
    String json = JsonReport.of(ReportContent.of(report, Conditions.ofThisJvm()));
    assertThat(json).contains("\"taken\": 60", "\"liveBytes\": null", "\"atMostBytes\": 16");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportWithWhatUsersAdd_bySchema_isValid() {
    String json = JsonReport.of(OwnSectionTest.hostile());
    assertThat(json).contains("\"heads\"", "\"text\"", "\"brokenExtensions\"", "com.acme.View");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void reportWithALastRun_bySchema_isValid() {
    LastRun last =
        new LastRun(
            Instant.EPOCH,
            Ending.FAILED,
            new ReportTotals(
                OptionalLong.of(1),
                OptionalLong.empty(),
                Optional.of(new ReportTotals.Left(1, 24, 0, 0, false))),
            List.of(
                new Made("hasNoLeaks()", Outcome.PASSED, Optional.empty()),
                new Made(
                    "hasNoGrowth()",
                    Outcome.FAILED,
                    Optional.of(
                        new Measured(
                            Unit.BYTES_A_RUN, 0, false, 25, 25, OptionalDouble.of(24.5))))),
            Optional.of("of JDK 17 and JDK 25"));
    String json =
        JsonReport.of(ReportContent.of(Samples.leak(), Samples.CONDITIONS), Optional.of(last));
    assertThat(json).contains("\"rate\": 24.5", "\"incomparable\": \"of JDK 17");
    assertThat(SCHEMA.problems(JsonReader.read(json))).isEmpty();
  }

  @Test
  void otherReport_bySchema_isNotValid() {
    assertThat(SCHEMA.problems(Map.of("schemaVersion", 3L, "more", 1L)))
        .contains("$.schemaVersion is not 2", "$.more is not described", "$.test is missing");
  }
}
