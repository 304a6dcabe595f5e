package io.trackmemory.tracker;

import java.util.List;

/**
 * When one thread worked for a scope: while the scope, or a task that it handed over, ran on it.
 *
 * @param threadName name of the thread
 * @param threadId its identifier in this JVM
 * @param ownThread whether it is the thread that opened the scope
 * @param spans in order, without overlaps
 */
public record ThreadLane(String threadName, long threadId, boolean ownThread, List<Span> spans) {

  /** Copies the list. */
  public ThreadLane {
    spans = List.copyOf(spans);
  }

  /**
   * A stretch of work, or several that are told as one: of more than 200 of a thread each two that
   * follow each other are merged, as often as needed.
   *
   * @param beginNanos when the first began, in nanoseconds since the opening of the scope
   * @param endNanos when the last ended; what goes on ends where the lane was read
   * @param stretches how many they are
   */
  public record Span(long beginNanos, long endNanos, long stretches) {}
}
