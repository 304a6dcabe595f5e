package io.trackmemory.report;

import static io.trackmemory.report.IndexEntryReader.get;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.Map;
import java.util.Optional;

/**
 * What a row of a report counts: objects of a type that a line allocates, for a line of the user's
 * that led to it.
 *
 * @param line the line
 * @param caller the user's, empty where the line is that
 * @param typeName name of the type
 */
record RowKey(AllocationSite line, Optional<AllocationSite> caller, String typeName) {

  static RowKey of(Map<?, ?> row) {
    return new RowKey(
        line((Map<?, ?>) get(row, "line")),
        Optional.ofNullable((Map<?, ?>) row.get("caller")).map(RowKey::line),
        VisibleText.name((String) get(row, "type")));
  }

  private static AllocationSite line(Map<?, ?> line) {
    Object number = line.get("line");
    Object file = line.get("file");
    return new AllocationSite(
        VisibleText.name((String) get(line, "class")),
        VisibleText.name((String) get(line, "method")),
        file == null ? "" : VisibleText.name((String) file),
        number == null ? -1 : Math.toIntExact((long) number),
        Origin.valueOf((String) get(line, "origin")));
  }

  /** The same wherever the methods' lines have moved to. */
  RowKey moved() {
    return new RowKey(unnumbered(line), caller.map(RowKey::unnumbered), typeName);
  }

  /* Whose code it is may change with what is set. */
  private static AllocationSite unnumbered(AllocationSite line) {
    return new AllocationSite(line.className(), line.methodName(), "", -1, Origin.USER);
  }

  /**
   * As messages print it, {@code ArrayList.grow(ArrayList.java:237) <- Book.fill(Book.java:58)}.
   */
  String place() {
    return line + caller.map(each -> " <- " + each).orElse("");
  }
}
