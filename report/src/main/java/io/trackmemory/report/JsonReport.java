package io.trackmemory.report;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.ChangedLine;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.SizeSeries;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;

/** The JSON of a report, as {@code docs/report-schema.json} describes it. */
final class JsonReport {

  /** Raised by one whenever a reader of the former form could go wrong. */
  static final int SCHEMA_VERSION = 2;

  private JsonReport() {}

  static String of(ReportContent content) {
    return of(content, Optional.empty());
  }

  static String of(ReportContent content, Optional<LastRun> last) {
    TestReport report = content.report();
    JsonObject json =
        new JsonObject()
            .with("schemaVersion", SCHEMA_VERSION)
            .with("test", test(report))
            .with("status", report.status().name())
            .with("finishedAt", report.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString())
            .with("elapsedNanos", report.elapsed().toNanos())
            .with("totals", ReportTotals.of(content).json())
            .with("failure", content.failure().map(JsonReport::failure))
            .with("last", last.map(LastRun::json))
            .with("verdicts", report.verdicts(), verdict -> verdict(verdict, content.sources()))
            .with("unlistedVerdicts", unlisted(report.checks()))
            .with("measurements", content.measurements(), JsonMeasurement::of)
            .with("leakSearches", content.leakSearches(), JsonLeaks::of)
            .with("growth", content.growth(), JsonGrowth::of);
    return JsonWriter.write(
        content.judged().addTo(json).with("conditions", conditions(content.conditions())));
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

  private static JsonObject verdict(Verdict verdict, Sources sources) {
    Optional<SiteStatistics> blamed = verdict.blamed().stream().findFirst();
    JsonObject json =
        new JsonObject()
            .with("check", verdict.check())
            .with("about", verdict.about().name())
            .with("outcome", verdict.outcome().name())
            .with("measure", verdict.measure().map(JsonReport::measure))
            .with("accept", Optional.of(verdict.accept()).filter(accept -> !accept.isEmpty()))
            .with("askedAt", verdict.askedAt().map(JsonMeasurement::line))
            .with(
                "blame",
                blamed.map(Blame.of(verdict.blamed())::resolved).map(JsonMeasurement::site))
            .with(
                "source",
                blamed
                    .map(Blame.of(verdict.blamed())::line)
                    .flatMap(sources::around)
                    .map(JsonReport::source))
            .with("message", VisibleText.kept(verdict.message()))
            .with("changes", verdict.changes(), JsonReport::change);
    verdict.sizes().ifPresent(series -> json.with("sizes", sizes(series)));
    return json;
  }

  private static JsonObject sizes(SizeSeries series) {
    return new JsonObject()
        .with("figure", series.figure())
        .with("order", series.order())
        .with("found", series.found())
        .with("mostShare", OptionalDouble.of(series.mostShare()))
        .with("points", series.points(), JsonReport::point);
  }

  private static JsonObject point(SizeSeries.Point point) {
    return new JsonObject()
        .with("size", point.size())
        .with("atLeast", point.atLeast())
        .with("atMost", point.atMost())
        .with("divisor", OptionalDouble.of(point.divisor()));
  }

  private static JsonObject change(ChangedLine line) {
    return new JsonObject()
        .with("kind", line.kind().name())
        .with("type", line.typeName())
        .with("location", line.location())
        .with("countBefore", line.countBefore())
        .with("bytesBefore", line.bytesBefore())
        .with("count", line.count())
        .with("bytes", line.bytes())
        .with("moreBytes", line.moreBytes());
  }

  private static JsonObject measure(Measure measure) {
    return new JsonObject()
        .with("unit", measure.unit().name())
        .with("limit", measure.limit())
        .with("exact", measure.exact())
        .with("atLeast", measure.atLeast())
        .with("atMost", measure.atMost())
        .with("rate", measure.rate());
  }

  private static JsonObject source(Excerpt excerpt) {
    return new JsonObject()
        .with("file", excerpt.file())
        .with("firstLine", excerpt.firstLine())
        .with("hit", excerpt.hit())
        .with("lines", excerpt.lines());
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
        .with("regionBytes", conditions.regionBytes())
        .with("objectLayout", conditions.objectLayout().toString())
        .with("processors", conditions.processors())
        .with("arguments", conditions.arguments());
  }
}
