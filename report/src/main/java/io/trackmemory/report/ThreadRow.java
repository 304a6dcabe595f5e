package io.trackmemory.report;

import io.trackmemory.tracker.ThreadRole;
import io.trackmemory.tracker.ThreadStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One thread of the scope. Components are the keys of the templates.
 *
 * @param name of the thread
 * @param own whether it opened the scope
 * @param role what it did with tasks, empty for none
 * @param amount how much it allocated
 * @param mean mean size of an object
 * @param cpu CPU time that it spent for the scope
 * @param cpuNanos the same to sort by, -1 if not available
 * @param handedOver tasks that it handed over
 * @param run tasks that it ran
 */
record ThreadRow(
    String name,
    boolean own,
    String role,
    Amount amount,
    String mean,
    String cpu,
    String cpuNanos,
    String handedOver,
    String run) {

  /** A table of threads; {@code rest} says what it leaves out, none or one. */
  record Table(List<ThreadRow> rows, List<String> rest) {

    static Table of(List<ThreadStatistics> threads, int maxRows) {
      long total = threads.stream().mapToLong(ThreadStatistics::bytes).sum();
      Pruned<ThreadStatistics> pruned = Pruned.of(threads, ThreadStatistics::bytes, maxRows);
      return new Table(
          pruned.shown().stream().map(row -> ThreadRow.of(row, total)).toList(),
          pruned.rest("thread"));
    }
  }

  private static ThreadRow of(ThreadStatistics row, long total) {
    return new ThreadRow(
        SiteRow.name(row.threadName()),
        row.ownThread(),
        row.role() == ThreadRole.NONE ? "" : row.role().name().toLowerCase(Locale.ROOT),
        Amount.of(row.count(), row.bytes(), total),
        Numbers.size(Math.round(row.meanBytes())),
        row.cpuNanos().isPresent()
            ? Numbers.elapsed(Duration.ofNanos(row.cpuNanos().getAsLong()))
            : Numbers.NOT_AVAILABLE,
        Long.toString(row.cpuNanos().orElse(-1)),
        Numbers.count(row.tasksHandedOver()),
        Numbers.count(row.tasksRun()));
  }
}
