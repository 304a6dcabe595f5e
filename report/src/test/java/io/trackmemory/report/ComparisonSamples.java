package io.trackmemory.report;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports of two runs, of which one has been changed. */
final class ComparisonSamples {

  private static final String BOOK = "com.acme.BookTest";
  private static final String SHOP = "com.acme.shop.ShopTest";

  private ComparisonSamples() {}

  /** A row of a measurement. */
  static JsonObject row(String type, String method, int line, long count, long bytes) {
    return new JsonObject()
        .with("type", type)
        .with("line", IndexSamples.line("com.acme.Book", method, "USER").with("line", line))
        .with("caller", Optional.empty())
        .with("callerCount", 0)
        .with("thread", "main")
        .with("ownThread", true)
        .with("count", count)
        .with("bytes", bytes);
  }

  static JsonObject conditions(String jdk, String layout) {
    return new JsonObject()
        .with("javaVersion", jdk)
        .with("collectors", List.of("Copy"))
        .with("maxHeapBytes", 1L << 30)
        .with("objectLayout", layout)
        .with("arguments", List.of());
  }

  static JsonObject conditions() {
    return conditions("17.0.15+6", "header 12 B, reference 4 B, alignment 8 B");
  }

  static JsonObject check(String check, String outcome, String unit, long limit, long seen) {
    return IndexSamples.verdict(check, outcome)
        .with("measure", IndexSamples.measure(unit, limit, false, seen, seen));
  }

  /** A report of a test of {@code com.acme.BookTest}. */
  static JsonObject report(
      String method, String status, List<JsonObject> checks, JsonObject... rows) {
    return report(BOOK, method, status, checks, rows);
  }

  private static JsonObject report(
      String testClass, String method, String status, List<JsonObject> checks, JsonObject... rows) {
    long count = 0;
    long bytes = 0;
    for (JsonObject row : rows) {
      count += number(row, "count");
      bytes += number(row, "bytes");
    }
    return IndexSamples.report(testClass, method, "", status, 5)
        .with("totals", IndexSamples.totals(count, bytes))
        .with("verdicts", checks)
        .with(
            "measurements",
            List.of(
                new JsonObject()
                    .with("check", "a check")
                    .with("sites", List.of(row("com.acme.Ignored", "x", 1, 1_000, 16_000))),
                new JsonObject().with("check", Optional.empty()).with("sites", List.of(rows))))
        .with("conditions", conditions());
  }

  private static long number(JsonObject row, String member) {
    return (long) requireNonNull(row.members().get(member));
  }

  /** Writes a report where its test has it. */
  static Path write(Path run, JsonObject report) throws IOException {
    JsonObject test = (JsonObject) requireNonNull(report.members().get("test"));
    String testClass = (String) requireNonNull(test.members().get("class"));
    String file = test.members().get("method") + "" + test.members().get("invocation");
    return IndexSamples.write(run, testClass, file, report, "<p>page");
  }

  /** The first run. */
  static Path before(Path run) throws IOException {
    write(
        run,
        report(
            "fills",
            "PASSED",
            List.of(check("hasAllocatedBytesAtMost(kib(4))", "PASSED", "BYTES", 4_096, 3_200)),
            row("com.acme.Order", "fill", 41, 100, 2_400),
            row("java.lang.Long", "total", 60, 50, 800)));
    write(
        run,
        report(
            "boxes",
            "FAILED",
            List.of(check("hasNoAllocations()", "FAILED", "OBJECTS", 0, 1_000)),
            row("java.lang.Long", "total", 60, 1_000, 16_000)));
    write(
        run,
        report(
            "limitIsWider",
            "PASSED",
            List.of(check("@LimitPeak(\"4 KiB\")", "PASSED", "BYTES", 4_096, 1_000))));
    write(run, report("same", "PASSED", List.of(), row("byte[]", "pack", 7, 1, 64)));
    write(run, report("moved", "PASSED", List.of(), row("byte[]", "pack", 7, 1, 64)));
    write(run, report(SHOP, "gone", "PASSED", List.of()));
    return run;
  }

  /**
   * The second run: one is worse, one is better, one has another limit, two are new, one is gone.
   */
  static Path after(Path run) throws IOException {
    List<JsonObject> rows = new ArrayList<>();
    rows.add(row("com.acme.Order", "fill", 43, 150, 3_600));
    rows.add(row("java.lang.Long", "total", 62, 50, 800));
    for (int i = 0; i < 10; i++) {
      rows.add(row("com.acme.Fill" + i, "match", 80 + i, 1, 24));
    }
    write(
        run,
        report(
            "fills",
            "FAILED",
            List.of(check("hasAllocatedBytesAtMost(kib(4))", "FAILED", "BYTES", 4_096, 4_640)),
            rows.toArray(JsonObject[]::new)));
    write(
        run,
        report("boxes", "PASSED", List.of(check("hasNoAllocations()", "PASSED", "OBJECTS", 0, 0))));
    write(
        run,
        report(
            "limitIsWider",
            "PASSED",
            List.of(check("@LimitPeak(\"8 KiB\")", "PASSED", "BYTES", 8_192, 1_000))));
    write(run, report("same", "PASSED", List.of(), row("byte[]", "pack", 7, 1, 64)));
    write(run, report("moved", "PASSED", List.of(), row("byte[]", "pack", 9, 1, 64)));
    write(run, report(SHOP, "fresh", "PASSED", List.of()));
    write(run, report(SHOP, "freshAndBroken", "FAILED", List.of()));
    return run;
  }
}
