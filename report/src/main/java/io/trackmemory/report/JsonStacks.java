package io.trackmemory.report;

import io.trackmemory.tracker.AllocationSite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The JSON of call stacks: each line of code once, and the stacks as numbers of lines. */
final class JsonStacks {

  private JsonStacks() {}

  static JsonObject of(CallStacks stacks) {
    Map<AllocationSite, Integer> lines = new LinkedHashMap<>();
    List<JsonObject> rows = stacks.rows().stream().map(row -> row(row, lines)).toList();
    return new JsonObject()
        .with("taken", stacks.taken())
        .with("count", stacks.count())
        .with("ofWholeScope", stacks.ofWholeScope())
        .with("error", stacks.error())
        .with("lines", List.copyOf(lines.keySet()), JsonMeasurement::line)
        .with("rows", rows);
  }

  private static JsonObject row(CallStacks.Row row, Map<AllocationSite, Integer> lines) {
    return new JsonObject()
        .with("type", row.type())
        .with("stack", row.lines().stream().map(line -> number(line, lines)).toList())
        .with("taken", row.taken())
        .with("count", row.count())
        .with("bytes", row.bytes())
        .with("liveBytes", row.liveBytes());
  }

  private static Integer number(AllocationSite line, Map<AllocationSite, Integer> lines) {
    return lines.computeIfAbsent(line, key -> lines.size());
  }

  /** Objects by classes of sizes. */
  static JsonObject sizes(Sizes sizes) {
    return new JsonObject()
        .with("exact", sizes.exact())
        .with("classes", sizes.classes(), JsonStacks::sizeClass);
  }

  private static JsonObject sizeClass(Sizes.Of of) {
    return new JsonObject()
        .with(
            "atMostBytes",
            of.sizeClass() == SizeClass.LARGER
                ? OptionalLong.empty()
                : OptionalLong.of(of.sizeClass().maxBytes))
        .with("count", of.count())
        .with("bytes", of.bytes());
  }
}
