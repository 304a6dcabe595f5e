package io.trackmemory.report;

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

  /**
   * A table of types or of threads of other work; {@code rest} says what it leaves out, none or
   * one.
   */
  record Table(List<NamedRow> rows, List<String> rest) {

    static Table ofTypes(List<TypeStatistics> types, int maxRows) {
      long total = types.stream().mapToLong(TypeStatistics::bytes).sum();
      Pruned<TypeStatistics> pruned = Pruned.of(types, TypeStatistics::bytes, maxRows);
      return new Table(
          pruned.shown().stream()
              .map(row -> row(row.typeName(), "", Amount.of(row.count(), row.bytes(), total)))
              .toList(),
          pruned.rest("type"));
    }

    static Table ofThreads(List<ThreadStatistics> threads, int maxRows) {
      long total = threads.stream().mapToLong(ThreadStatistics::bytes).sum();
      Pruned<ThreadStatistics> pruned = Pruned.of(threads, ThreadStatistics::bytes, maxRows);
      return new Table(
          pruned.shown().stream()
              .map(
                  row ->
                      row(
                          row.threadName(),
                          row.ownThread() ? "opened the scope" : "",
                          Amount.of(row.count(), row.bytes(), total)))
              .toList(),
          pruned.rest("thread"));
    }

    private static NamedRow row(String name, String note, Amount amount) {
      return new NamedRow(SiteRow.name(name), note, amount);
    }
  }
}
