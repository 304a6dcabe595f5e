package io.trackmemory.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reports as the index reads them, of schema version 2: head and verdicts. */
final class IndexSamples {

  private IndexSamples() {}

  /** A figure against its limit. */
  static JsonObject measure(String unit, long limit, boolean exact, long atLeast, long atMost) {
    return new JsonObject()
        .with("unit", unit)
        .with("limit", limit)
        .with("exact", exact)
        .with("atLeast", atLeast)
        .with("atMost", atMost);
  }

  /** Line 42 of a method. */
  static JsonObject line(String type, String method, String origin) {
    return new JsonObject()
        .with("class", type)
        .with("method", method)
        .with("file", type.substring(type.lastIndexOf('.') + 1) + ".java")
        .with("line", 42)
        .with("origin", origin);
  }

  /** A check without a figure. */
  static JsonObject verdict(String check, String outcome) {
    return new JsonObject()
        .with("check", check)
        .with("outcome", outcome)
        .with("message", outcome.equals("PASSED") ? "" : outcome + " " + check);
  }

  /** A report whose test took {@code millis}. */
  static JsonObject report(
      String testClass, String method, String invocation, String status, long millis) {
    return new JsonObject()
        .with("schemaVersion", 2)
        .with(
            "test",
            new JsonObject()
                .with("class", testClass)
                .with("method", method)
                .with("invocation", invocation)
                .with("displayName", method + invocation))
        .with("status", status)
        .with("finishedAt", "2026-01-31T12:30:15Z")
        .with("elapsedNanos", millis * 1_000_000)
        .with("totals", totals(10, 1_000))
        .with("failure", Optional.empty())
        .with(
            "unlistedVerdicts",
            new JsonObject().with("PASSED", 0).with("FAILED", 0).with("UNCERTIFIED", 0))
        .with("verdicts", List.of());
  }

  static JsonObject totals(long count, long bytes) {
    return new JsonObject()
        .with("allocationCount", count)
        .with("allocatedBytes", bytes)
        .with("left", Optional.empty());
  }

  static JsonObject left(long count, long bytes, long toldCount, boolean estimated) {
    return totals(10, 1_000)
        .with(
            "left",
            new JsonObject()
                .with("count", count)
                .with("bytes", bytes)
                .with("toldCount", toldCount)
                .with("toldBytes", toldCount * 24)
                .with("estimated", estimated));
  }

  static JsonObject failure(String type, String message) {
    return new JsonObject().with("type", type).with("message", message).with("stackTrace", "");
  }

  /** What the index keeps of it. */
  static IndexEntry entry(JsonObject report) {
    return IndexEntryReader.read(new JsonReader(new StringReader(JsonWriter.write(report))));
  }

  /** Writes it, with a page that has {@code body}. */
  static Path write(Path root, String folder, String file, JsonObject report, String body)
      throws IOException {
    Path page = Files.createDirectories(root.resolve(folder)).resolve(file + ".html");
    Files.writeString(page, body);
    Files.writeString(page.resolveSibling(file + ".json"), JsonWriter.write(report));
    return page;
  }
}
