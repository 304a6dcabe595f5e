package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.RunComparison.Group;
import java.util.List;
import java.util.OptionalLong;

/** Two runs beside each other, as JSON: every row, none pruned. */
final class ComparisonJson {

  /** Raised by one whenever a reader of the former form could go wrong. */
  private static final int SCHEMA_VERSION = 1;

  private ComparisonJson() {}

  static String of(RunComparison runs) {
    JsonObject counts = new JsonObject();
    for (Group group : Group.values()) {
      counts.with(group.name(), runs.groups().getOrDefault(group, List.of()).size());
    }
    return JsonWriter.write(
        new JsonObject()
            .with("comparisonVersion", SCHEMA_VERSION)
            .with("tolerancePercent", runs.slack().percent().toPlainString())
            .with("before", run(runs.before()))
            .with("after", run(runs.after()))
            .with("counts", counts)
            .with("tests", runs.tests(), ComparisonJson::test)
            .with("unreadable", runs.problems(), ComparisonJson::unreadable));
  }

  private static JsonObject run(Run run) {
    return new JsonObject()
        .with("folder", run.folder().toString())
        .with("tests", run.tests().size())
        .with("jvms", List.copyOf(run.jvms()));
  }

  private static JsonObject test(ComparedTest test) {
    IndexEntry entry = test.newest().entry();
    return new JsonObject()
        .with("class", entry.testClass())
        .with("method", entry.method())
        .with("invocation", entry.invocation())
        .with("displayName", entry.displayName())
        .with("group", Group.of(test).name())
        .with("before", test.before().map(ComparisonJson::side))
        .with("after", test.after().map(ComparisonJson::side))
        .with("notes", test.notes())
        .with("allocationCount", test.totals().map(totals -> figure(totals.count())))
        .with("allocatedBytes", test.totals().map(totals -> figure(totals.bytes())))
        .with("leakedCount", test.totals().map(totals -> figure(totals.leftCount())))
        .with("leakedBytes", test.totals().map(totals -> figure(totals.leftBytes())))
        .with("checks", test.checks(), ComparisonJson::check)
        .with("lines", test.lines(), row -> line(row, test))
        .with("types", test.types(), row -> amounts(new JsonObject(), row, test));
  }

  private static JsonObject side(Test test) {
    return new JsonObject()
        .with("ending", test.entry().ending().name())
        .with("report", test.json());
  }

  private static JsonObject figure(ComparedFigure figure) {
    return new JsonObject()
        .with("before", figure.before().map(ComparisonJson::bounds))
        .with("after", figure.after().map(ComparisonJson::bounds))
        .with("estimated", figure.estimated())
        .with("comparable", figure.comparable())
        .with("change", figure.change().name());
  }

  private static JsonObject bounds(Bounds bounds) {
    return new JsonObject().with("atLeast", bounds.atLeast()).with("atMost", bounds.atMost());
  }

  private static JsonObject check(ComparedCheck check) {
    return new JsonObject()
        .with("before", check.before().map(ComparisonJson::made))
        .with("after", check.after().map(ComparisonJson::made))
        .with("seen", check.figure().map(ComparisonJson::figure))
        .with("change", check.change().name());
  }

  private static JsonObject made(ComparedCheck.Made made) {
    return new JsonObject()
        .with("check", made.check())
        .with("outcome", made.outcome().name())
        .with("unit", made.measured().map(measured -> measured.unit().name()))
        .with("limit", made.measured().map(IndexEntry.Measured::limit));
  }

  private static JsonObject line(ComparedRow row, ComparedTest test) {
    return amounts(
        new JsonObject()
            .with("line", row.place())
            .with("caller", row.caller())
            .with("lineBefore", row.movedFrom()),
        row,
        test);
  }

  private static JsonObject amounts(JsonObject json, ComparedRow row, ComparedTest test) {
    boolean bytes = test.incomparable().isEmpty();
    return json.with("type", row.typeName())
        .with("countBefore", row.before().count())
        .with("countAfter", row.after().count())
        .with("moreCount", row.moreCount())
        .with("bytesBefore", row.before().bytes())
        .with("bytesAfter", row.after().bytes())
        .with("moreBytes", bytes ? OptionalLong.of(row.moreBytes()) : OptionalLong.empty());
  }

  private static JsonObject unreadable(IndexReader.Unreadable file) {
    return new JsonObject().with("file", file.name()).with("problem", file.problem());
  }
}
