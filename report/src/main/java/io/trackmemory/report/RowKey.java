package io.trackmemory.report;

import static io.trackmemory.report.IndexEntryReader.get;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.Map;

/**
 * What rows of a report count exactly: objects of a type that a line allocates. Which line of the
 * user's led to it is known of a sample, and so does not tell rows apart.
 *
 * @param line the line
 * @param typeName name of the type
 */
record RowKey(AllocationSite line, String typeName) {

  static RowKey of(Map<?, ?> row) {
    return new RowKey(
        line((Map<?, ?>) get(row, "line")), VisibleText.name((String) get(row, "type")));
  }

  static AllocationSite line(Map<?, ?> line) {
    Object number = line.get("line");
    Object file = line.get("file");
    return new AllocationSite(
        VisibleText.name((String) get(line, "class")),
        VisibleText.name((String) get(line, "method")),
        file == null ? "" : VisibleText.name((String) file),
        number == null ? -1 : Math.toIntExact((long) number),
        Origin.valueOf((String) get(line, "origin")));
  }

  /** The same wherever the method's lines have moved to; whose code it is may be set otherwise. */
  RowKey moved() {
    return new RowKey(
        new AllocationSite(line.className(), line.methodName(), "", -1, Origin.USER), typeName);
  }
}
