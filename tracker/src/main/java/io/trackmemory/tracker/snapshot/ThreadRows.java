package io.trackmemory.tracker.snapshot;

import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.question.PeakAssembler;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Turns totals and what threads did with tasks into a row for each thread, most bytes first. */
final class ThreadRows {

  private final Recorded recorded;
  private final Map<Long, Activity> activities = new HashMap<>();

  /* CPU time in nanoseconds, -1 if not known, and numbers of tasks. */
  private record Activity(long cpuNanos, long handedOver, long run) {
    Activity plus(Activity other) {
      return new Activity(
          cpuNanos < 0 || other.cpuNanos < 0 ? -1 : cpuNanos + other.cpuNanos,
          handedOver + other.handedOver,
          run + other.run);
    }
  }

  ThreadRows(Recorded recorded, List<AccountView> accounts) {
    this.recorded = recorded;
    for (AccountView account : accounts) {
      if (!account.unscoped() && !account.ended()) {
        activities.merge(
            account.threadId(),
            new Activity(cpuNanos(account), account.tasksHandedOver(), account.tasksRun()),
            Activity::plus);
      }
    }
  }

  private long cpuNanos(AccountView account) {
    if (!account.busy() || account.cpuNanos() < 0) {
      return account.cpuNanos();
    }
    long now = recorded.jvm().cpuNanosOf(account.threadId());
    return now < 0 || account.cpuStart() < 0 ? -1 : account.cpuNanos() + now - account.cpuStart();
  }

  List<ThreadStatistics> of(Totals totals) {
    Map<Long, ThreadStatistics> byThread = new LinkedHashMap<>();
    totals
        .rows()
        .forEach(
            (key, amount) -> byThread.merge(key.threadId(), row(key, amount), ThreadRows::sum));
    List<ThreadStatistics> sorted = new ArrayList<>(byThread.values());
    sorted.sort(Comparator.comparingLong(ThreadStatistics::bytes).reversed());
    return List.copyOf(sorted);
  }

  private ThreadStatistics row(Totals.Key key, Totals.Amount amount) {
    Activity activity = activities.getOrDefault(key.threadId(), new Activity(-1, 0, 0));
    long bytes = recorded.sizes().bytes(key, amount);
    return new ThreadStatistics(
        key.threadName(),
        key.threadId(),
        recorded.isOwn(key.threadId()),
        amount.count(),
        bytes,
        activity.cpuNanos < 0 ? OptionalLong.empty() : OptionalLong.of(activity.cpuNanos),
        activity.handedOver,
        activity.run,
        new PeakBracket(PeakAssembler.largest(bytes, amount.count()), bytes));
  }

  private static ThreadStatistics sum(ThreadStatistics a, ThreadStatistics b) {
    return new ThreadStatistics(
        a.threadName(),
        a.threadId(),
        a.ownThread(),
        a.count() + b.count(),
        a.bytes() + b.bytes(),
        a.cpuNanos(),
        a.tasksHandedOver(),
        a.tasksRun(),
        new PeakBracket(Math.max(a.peak().atLeast(), b.peak().atLeast()), a.bytes() + b.bytes()));
  }
}
