package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.TypeStatistics;
import java.util.List;

/**
 * One row of a table of types or threads.
 *
 * @param name of the type or thread
 * @param note what else there is to say, may be empty
 * @param amount how much
 */
record NamedRow(String name, String note, Amount amount) {

  static Table<NamedRow> ofTypes(List<TypeStatistics> types, int maxRows) {
    return Table.of(
        types,
        TypeStatistics::bytes,
        maxRows,
        "type",
        (row, total) -> row(row.typeName(), "", Amount.of(row.count(), row.bytes(), total)));
  }

  /** Of threads of other work. */
  static Table<NamedRow> ofThreads(List<ThreadStatistics> threads, int maxRows) {
    return Table.of(
        threads,
        ThreadStatistics::bytes,
        maxRows,
        "thread",
        (row, total) ->
            row(
                row.threadName(),
                row.ownThread() ? "opened the scope" : "",
                Amount.of(row.count(), row.bytes(), total)));
  }

  private static NamedRow row(String name, String note, Amount amount) {
    return new NamedRow(VisibleText.name(name), note, amount);
  }
}
