package io.trackmemory.tracker;

import java.util.OptionalLong;

/**
 * What one thread allocated and did within a scope.
 *
 * @param threadName name of the thread when it first allocated
 * @param threadId its identifier in this JVM
 * @param ownThread whether it is the thread that opened the scope
 * @param count number of objects, exact
 * @param bytes their shallow size in bytes, exact
 * @param cpuNanos CPU time that it spent for the scope, in nanoseconds; of the whole scope, of a
 *     part of it too; empty where the JVM has none (virtual threads) and for foreign threads
 * @param tasksHandedOver tasks and threads that it handed to others, as for the CPU time
 * @param tasksRun tasks handed over that it ran, its own run as a thread among them
 * @param peak bounds on what it made and was alive at once: from below its largest object that
 *     lines prove, from above all that it allocated
 */
public record ThreadStatistics(
    String threadName,
    long threadId,
    boolean ownThread,
    long count,
    long bytes,
    OptionalLong cpuNanos,
    long tasksHandedOver,
    long tasksRun,
    PeakBracket peak) {

  /** Of which no more is known than what it allocated. */
  public ThreadStatistics(
      String threadName, long threadId, boolean ownThread, long count, long bytes) {
    this(
        threadName,
        threadId,
        ownThread,
        count,
        bytes,
        OptionalLong.empty(),
        0,
        0,
        new PeakBracket(0, bytes));
  }

  /** Mean size of an object, in bytes; 0 if there is none. */
  public double meanBytes() {
    return count == 0 ? 0 : (double) bytes / count;
  }

  /** What the thread did with tasks. */
  public ThreadRole role() {
    if (tasksHandedOver > 0) {
      return tasksRun > 0 ? ThreadRole.WORKER : ThreadRole.PRODUCER;
    }
    return tasksRun > 0 ? ThreadRole.CONSUMER : ThreadRole.NONE;
  }
}
