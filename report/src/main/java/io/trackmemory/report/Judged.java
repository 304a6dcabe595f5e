package io.trackmemory.report;

import io.trackmemory.report.CallStacks.Row;
import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.finding.Evidence;
import io.trackmemory.report.finding.Finding;
import io.trackmemory.report.finding.Findings;
import io.trackmemory.report.finding.OwnViews;
import io.trackmemory.report.finding.ReportView.Paragraph;
import io.trackmemory.report.finding.ReportView.Part;
import io.trackmemory.report.finding.ReportView.Table;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say of what the page's check saw, beyond figures.
 *
 * @param grades the scorecard
 * @param findings what rules found
 * @param views sections of users' own
 */
record Judged(List<Grade> grades, Findings findings, OwnViews views) {

  static Judged of(
      TestReport report,
      MeasurementLook main,
      List<LeakLook> searches,
      List<GrowthLook> growth,
      Conditions conditions) {
    try (OwnWork own = OwnWork.begin()) {
      Evidence seen =
          new Evidence(
              main.snapshot(),
              main.stacks().rows().stream().map(Judged::made).toList(),
              searches.stream().filter(look -> !look.isOffHeap()).map(LeakLook::result).toList(),
              conditions.maxHeapBytes(),
              conditions.regionBytes(),
              report.confidential());
      return new Judged(
          Scorecard.of(main.snapshot(), report.verdicts(), searches, growth),
          Findings.of(seen),
          OwnViews.of(seen));
    }
  }

  private static Evidence.Made made(Row row) {
    return new Evidence.Made(
        row.type(),
        row.lines(),
        row.count(),
        row.bytes(),
        row.isExact(),
        row.taken(),
        row.smallestBytes(),
        row.largestBytes(),
        row.liveBytes());
  }

  /** Adds all of it to the JSON. */
  JsonObject addTo(JsonObject json) {
    return json.with("grades", grades, Grade::json)
        .with("findings", findings.found(), Judged::finding)
        .with("unaskedFindings", findings.unasked(), Judged::told)
        .with("views", views.shown(), Judged::section)
        .with("brokenExtensions", broken(), Judged::told);
  }

  /** Rules and views of users that failed. */
  List<Findings.Told> broken() {
    return Stream.of(findings.broken(), views.broken()).flatMap(List::stream).toList();
  }

  private static JsonObject finding(Finding finding) {
    return new JsonObject()
        .with("rule", finding.rule())
        .with("severity", finding.severity().name())
        .with("title", finding.title())
        .with("evidence", finding.evidence())
        .with("line", finding.line().map(JsonMeasurement::line))
        .with("advice", finding.advice())
        .with(
            "saves",
            finding
                .saves()
                .map(saving -> JsonMeasurement.totals(saving.objects(), saving.bytes())));
  }

  private static JsonObject told(Findings.Told told) {
    return new JsonObject().with("name", told.name()).with("cause", told.cause());
  }

  private static JsonObject section(OwnViews.Section section) {
    return new JsonObject()
        .with("title", section.title())
        .with("parts", section.parts(), Judged::part);
  }

  private static JsonObject part(Part part) {
    if (part instanceof Paragraph paragraph) {
      return new JsonObject().with("text", paragraph.text());
    }
    Table table = (Table) part;
    return new JsonObject().with("heads", table.heads()).with("rows", table.rows());
  }
}
