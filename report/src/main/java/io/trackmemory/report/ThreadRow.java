package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
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

  static Table<ThreadRow> table(List<ThreadStatistics> threads, int maxRows) {
    return Table.of(threads, ThreadStatistics::bytes, maxRows, "thread", ThreadRow::of);
  }

  private static ThreadRow of(ThreadStatistics row, long total) {
    return new ThreadRow(
        VisibleText.name(row.threadName()),
        row.ownThread(),
        row.role() == ThreadRole.NONE ? "" : row.role().name().toLowerCase(Locale.ROOT),
        Amount.of(row.count(), row.bytes(), total),
        Numbers.size(Math.round(row.meanBytes())),
        Numbers.orNotAvailable(row.cpuNanos(), nanos -> Numbers.elapsed(Duration.ofNanos(nanos))),
        Long.toString(row.cpuNanos().orElse(-1)),
        Numbers.count(row.tasksHandedOver()),
        Numbers.count(row.tasksRun()));
  }
}
