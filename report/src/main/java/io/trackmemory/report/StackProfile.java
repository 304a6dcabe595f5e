package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The call stacks of a test's JSON, of what its decisive check saw.
 *
 * @param test the test
 * @param elapsedNanos how long it took
 * @param rows what came through each stack, each stack once
 */
record StackProfile(String test, long elapsedNanos, List<Row> rows) {

  /**
   * What came through a stack.
   *
   * @param frames lines of code, the outermost first, and last the type, which stands for the
   *     allocation itself
   */
  record Row(List<String> frames, long count, long bytes) {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if the text is no report of a test, or one without stacks
   */
  static StackProfile read(String json) {
    Map<?, ?> report = map(JsonReader.read(json), "a report");
    Map<?, ?> test = map(report.get("test"), "\"test\"");
    List<?> measurements = list(report.get("measurements"), "\"measurements\"");
    if (measurements.isEmpty()) {
      throw new IllegalArgumentException("it has no measurement");
    }
    Object found = map(measurements.get(0), "a measurement").get("stacks");
    if (found == null) {
      throw new IllegalArgumentException(
          "it has no call stacks: an older version of TrackMemory wrote it, so run the test again");
    }
    Map<?, ?> stacks = map(found, "\"stacks\"");
    return new StackProfile(
        VisibleText.name(
            text(test, "class") + "." + text(test, "method") + text(test, "invocation")),
        number(report, "elapsedNanos"),
        rows(
            list(stacks.get("rows"), "\"rows\""),
            list(stacks.get("lines"), "\"lines\"").stream().map(StackProfile::line).toList()));
  }

  /* com.acme.OrderBook.match(OrderBook.java:42) */
  private static String line(@Nullable Object json) {
    Map<?, ?> line = map(json, "a line");
    long number = number(line, "line");
    return VisibleText.name(
        text(line, "class")
            + "."
            + text(line, "method")
            + "("
            + text(line, "file")
            + (number > 0 ? ":" + number : "")
            + ")");
  }

  /* Other tools tell frames by their names. */
  private static List<Row> rows(List<?> json, List<String> lines) {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    for (Object each : json) {
      Map<?, ?> row = map(each, "a row");
      List<String> frames = new ArrayList<>(List.of(VisibleText.name(text(row, "type"))));
      for (Object number : list(row.get("stack"), "\"stack\"")) {
        if (!(number instanceof Long line) || line < 0 || line >= lines.size()) {
          throw new IllegalArgumentException("\"stack\" must be numbers of lines: " + number);
        }
        frames.add(lines.get(line.intValue()));
      }
      Collections.reverse(frames);
      rows.merge(
          List.copyOf(frames),
          new Row(List.copyOf(frames), number(row, "count"), number(row, "bytes")),
          (one, other) -> new Row(one.frames, one.count + other.count, one.bytes + other.bytes));
    }
    return List.copyOf(rows.values());
  }

  private static Map<?, ?> map(@Nullable Object json, String what) {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(what + " must be an object");
  }

  private static List<?> list(@Nullable Object json, String what) {
    if (json instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(what + " must be an array");
  }

  private static String text(Map<?, ?> json, String name) {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + name + "\" must be a text: " + json.get(name));
  }

  private static long number(Map<?, ?> json, String name) {
    Object number = Objects.requireNonNullElse(json.get(name), "none");
    if (number instanceof Long whole) {
      return whole;
    }
    throw new IllegalArgumentException("\"" + name + "\" must be a whole number: " + number);
  }
}
