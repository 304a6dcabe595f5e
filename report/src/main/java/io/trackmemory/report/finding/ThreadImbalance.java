package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThreadStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Of threads that ran tasks and made 16 KiB a run or more together, one made more than an even
 * share: medium from a third of the way to all, high from two thirds.
 */
final class ThreadImbalance implements FindingRule {

  static final String NAME = "thread-imbalance";

  private static final long BYTES_FROM = 16 << 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unasked(Evidence seen) {
    return ThreadBalance.of(seen.snapshot().threads()).isPresent()
        ? Optional.empty()
        : Optional.of("fewer than two threads ran tasks of it");
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return ThreadBalance.of(seen.snapshot().threads()).stream()
        .filter(balance -> balance.bytes() >= BYTES_FROM * seen.runs())
        .filter(balance -> balance.excess() > ThreadBalance.FAIR_FROM)
        .map(balance -> finding(seen.snapshot(), balance))
        .toList();
  }

  private static Finding finding(MemorySnapshot seen, ThreadBalance balance) {
    ThreadStatistics busiest = balance.busiest();
    long tasks = seen.threads().stream().mapToLong(ThreadStatistics::tasksRun).sum();
    boolean manyTasks = (double) busiest.tasksRun() / tasks > 1.5 / balance.threads();
    return new Finding(
        NAME,
        balance.excess() > ThreadBalance.POOR_FROM ? Severity.HIGH : Severity.MEDIUM,
        "One thread does most of the work",
        VisibleText.name(busiest.threadName())
            + " ran "
            + Numbers.count(busiest.tasksRun())
            + " of "
            + Numbers.count(tasks, "task")
            + " and made "
            + Numbers.share(balance.share())
            + " of the bytes of "
            + Numbers.count(balance.threads(), "thread"),
        line(seen, busiest),
        manyTasks
            ? "One thread took most tasks: hand them over one by one, to a pool that shares a queue."
            : "Tasks are of unequal size: hand over more, smaller ones.",
        Optional.empty());
  }

  private static Optional<AllocationSite> line(MemorySnapshot seen, ThreadStatistics busiest) {
    return seen.sites().stream()
        .filter(row -> row.threadName().equals(busiest.threadName()))
        .flatMap(row -> users(row).stream())
        .findFirst();
  }

  private static Optional<AllocationSite> users(SiteStatistics row) {
    return row.site().origin() == Origin.USER ? Optional.of(row.site()) : row.caller();
  }
}
