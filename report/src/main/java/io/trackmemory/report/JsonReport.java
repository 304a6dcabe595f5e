package io.trackmemory.report;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.time.temporal.ChronoUnit;

/** The JSON of a report, as {@code docs/report-schema.json} describes it. */
final class JsonReport {

  /** Raised by one whenever a reader of the former form could go wrong. */
  static final int SCHEMA_VERSION = 1;

  private JsonReport() {}

  static String of(ReportContent content) {
    TestReport report = content.report();
    return JsonWriter.write(
        new JsonObject()
            .with("schemaVersion", SCHEMA_VERSION)
            .with("test", test(report))
            .with("status", report.status().name())
            .with("finishedAt", report.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString())
            .with("elapsedNanos", report.elapsed().toNanos())
            .with("totals", ReportTotals.of(content).json())
            .with("failure", content.failure().map(JsonReport::failure))
            .with("verdicts", report.verdicts(), JsonReport::verdict)
            .with("unlistedVerdicts", unlisted(report.checks()))
            .with("measurements", content.measurements(), JsonMeasurement::of)
            .with("leakSearches", content.leakSearches(), JsonLeaks::of)
            .with("growth", content.growth(), JsonGrowth::of)
            .with("conditions", conditions(content.conditions())));
  }

  private static JsonObject test(TestReport report) {
    return new JsonObject()
        .with("class", report.test().testClass())
        .with("method", report.test().method())
        .with("invocation", report.test().invocation())
        .with("displayName", report.displayName());
  }

  private static JsonObject failure(Failure failure) {
    return new JsonObject()
        .with("type", failure.type())
        .with("message", failure.message())
        .with("stackTrace", failure.stackTrace());
  }

  private static JsonObject verdict(Verdict verdict) {
    return new JsonObject()
        .with("check", verdict.check())
        .with("outcome", verdict.outcome().name())
        .with("message", VisibleText.kept(verdict.message()));
  }

  private static JsonObject unlisted(Checks checks) {
    JsonObject numbers = new JsonObject();
    for (Outcome outcome : Outcome.values()) {
      numbers.with(outcome.name(), checks.unlisted().getOrDefault(outcome, 0L));
    }
    return numbers;
  }

  private static JsonObject conditions(Conditions conditions) {
    return new JsonObject()
        .with("javaVersion", conditions.javaVersion())
        .with("javaVendor", conditions.javaVendor())
        .with("vm", conditions.vm())
        .with("os", conditions.os())
        .with("collectors", conditions.collectors())
        .with("maxHeapBytes", conditions.maxHeapBytes())
        .with("processors", conditions.processors())
        .with("arguments", conditions.arguments());
  }
}
