package io.trackmemory.report.finding;

import io.trackmemory.tracker.ThreadStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How evenly threads that ran tasks of a scope share what they allocated: 0 where all made the
 * same, 1 where one made all.
 *
 * @param busiest the thread that made most
 * @param threads how many ran tasks
 * @param bytes what all of them made
 */
public record ThreadBalance(ThreadStatistics busiest, int threads, long bytes) {

  /** Up to this it is even enough: of four threads, one makes half. */
  public static final double FAIR_FROM = 1.0 / 3;

  /** From this on one does most: of four threads, it makes three quarters. */
  public static final double POOR_FROM = 2.0 / 3;

  /** Of those that ran tasks; empty where fewer than two did, or they made nothing. */
  public static Optional<ThreadBalance> of(List<ThreadStatistics> threads) {
    List<ThreadStatistics> workers = threads.stream().filter(row -> row.tasksRun() > 0).toList();
    long bytes = workers.stream().mapToLong(ThreadStatistics::bytes).sum();
    return workers.size() < 2 || bytes == 0
        ? Optional.empty()
        : workers.stream()
            .max(Comparator.comparingLong(ThreadStatistics::bytes))
            .map(busiest -> new ThreadBalance(busiest, workers.size(), bytes));
  }

  /** Share, 0 to 1, of the bytes that the busiest made. */
  public double share() {
    return (double) busiest.bytes() / bytes;
  }

  /** How far that is from an even share to all, 0 to 1. */
  public double excess() {
    double even = 1.0 / threads;
    return (share() - even) / (1 - even);
  }

  /** The share at which the excess is that. */
  public double shareAt(double excess) {
    double even = 1.0 / threads;
    return even + excess * (1 - even);
  }
}
