package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.ThreadRole;
import io.trackmemory.tracker.ThreadStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thread of the scope. Components are the keys of the templates.
 *
 * @param rank its place by bytes, from 1
 * @param name of the thread
 * @param role whether it opened the scope, and what it did with tasks; empty for neither
 * @param amount how much it allocated
 * @param objects its objects, to sort by
 * @param mean mean size of an object
 * @param meanBytes the same to sort by
 * @param peak what it made and was alive at once, at most
 * @param peakBounds the same from below and above
 * @param peakBytes the most of it, to sort by
 * @param cpu CPU time that it spent for the scope
 * @param cpuNanos the same to sort by, -1 if not available
 * @param cpuUnknown whether it is not available
 * @param handedOver tasks that it handed over
 * @param run tasks that it ran
 */
record ThreadRow(
    String rank,
    String name,
    String role,
    Amount amount,
    String objects,
    String mean,
    String meanBytes,
    String peak,
    String peakBounds,
    String peakBytes,
    String cpu,
    String cpuNanos,
    boolean cpuUnknown,
    String handedOver,
    String run) {

  static Table<ThreadRow> table(List<ThreadStatistics> threads, int maxRows) {
    return Table.of(
        threads,
        ThreadStatistics::bytes,
        maxRows,
        "thread",
        (row, total) -> of(row, total, threads.indexOf(row) + 1));
  }

  private static ThreadRow of(ThreadStatistics row, long total, int rank) {
    PeakBracket peak = row.peak();
    long mean = Math.round(row.meanBytes());
    return new ThreadRow(
        Numbers.count(rank),
        VisibleText.name(row.threadName()),
        role(row),
        Amount.of(row.count(), row.bytes(), total),
        Long.toString(row.count()),
        Numbers.size(mean),
        Long.toString(mean),
        (peak.atLeast() == peak.atMost() ? "" : "\u2264 ") + Numbers.size(peak.atMost()),
        "at least " + Numbers.exact(peak.atLeast()) + ", at most " + Numbers.exact(peak.atMost()),
        Long.toString(peak.atMost()),
        Numbers.orNotAvailable(row.cpuNanos(), nanos -> Numbers.elapsed(Duration.ofNanos(nanos))),
        Long.toString(row.cpuNanos().orElse(-1)),
        row.cpuNanos().isEmpty(),
        Numbers.count(row.tasksHandedOver()),
        Numbers.count(row.tasksRun()));
  }

  private static String role(ThreadStatistics row) {
    List<String> roles = new ArrayList<>();
    if (row.ownThread()) {
      roles.add("test");
    }
    if (row.role() != ThreadRole.NONE) {
      roles.add(row.role().name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", roles);
  }
}
