package io.trackmemory.tracker.record;

import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.leak.FullCollection;
import io.trackmemory.tracker.spi.OwnWork;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Work of a scope that was handed over and has not ended, and waiting for its end. What is due
 * later, what the JDK does for itself, threads that serve tasks, and a library's that wait for some
 * are none.
 */
@SuppressWarnings("try") // a span is never referenced
final class HandedOver {

  private static final long PAUSE_MILLIS = 1;

  private HandedOver() {}

  /**
   * A thread or task that had not ended.
   *
   * @param part number of the part of the time in which it was handed over
   * @param done whether its result was there, so that its thread was about to leave it
   */
  record Left(UnfinishedWork work, int part, boolean done) {}

  /**
   * The time in which work was handed over: later than one moment, and not later than another.
   *
   * @param after number of the part that ended with the first
   * @param upTo number of the part that ended with the second
   */
  record Span(int after, int upTo) {

    static final Span ALL = new Span(Integer.MIN_VALUE, Integer.MAX_VALUE);

    boolean contains(int part) {
      return part > after && part <= upTo;
    }
  }

  /** What has not ended now, of what was due. */
  static List<Left> left(RecordedScope scope) {
    return atEnd(scope, Span.ALL, System.nanoTime())
        .map(each -> new Left(work(each), each.part(), isDone(each.task())))
        .toList();
  }

  private static boolean isDone(Object task) {
    return task instanceof Future<?> future && future.isDone() && !future.isCancelled();
  }

  private static UnfinishedWork work(Gate.Unfinished unfinished) {
    if (unfinished.task() instanceof Thread thread) {
      return new UnfinishedWork(thread.getName(), true, "");
    }
    Object task = unfinished.task();
    if (task instanceof ScopedTask wrapped) {
      task = wrapped.task();
    } else if (task instanceof ScopedCallable<?> wrapped) {
      task = wrapped.task();
    }
    return new UnfinishedWork(TypeNames.of(task.getClass()), false, unfinished.threadName());
  }

  /** The same of all that a scope handed over. */
  static Optional<String> await(RecordedScope scope, Duration longest) {
    return await(scope, Span.ALL, longest);
  }

  /**
   * Waits until all of it has ended, but not for tasks that are due later than that. An interrupt
   * ends the waiting and stays. Once it was in vain, this scope's work is not waited for again.
   *
   * @return what goes on, in words; empty if nothing does
   */
  static Optional<String> await(RecordedScope scope, Span span, Duration longest) {
    try (OwnWork own = OwnWork.begin()) {
      if (longest.isZero()) {
        return first(scope, span);
      }
      long deadline = System.nanoTime() + nanos(longest);
      if (isLeftUnbegun(scope, span, longest, deadline)) {
        FullCollection.run(); // of a task that nobody holds, nobody has to run it any more
      }
      return first(scope, span);
    }
  }

  /*
   * Waits. Meanwhile all that is not done is held: of what has been collected nobody can tell
   * whether it ran unseen. A method of its own, as a frame holds what its variables held.
   */
  private static boolean isLeftUnbegun(
      RecordedScope scope, Span span, Duration longest, long deadline) {
    List<Gate.Unfinished> held = unfinished(scope, span, deadline).toList();
    if (held.isEmpty()) {
      return false;
    }
    try {
      if (!scope.waiting.wasInVain(longest)) {
        pause(scope, span, deadline);
      }
      if (atEnd(scope, span, System.nanoTime()).findFirst().isEmpty()) {
        return false;
      }
      boolean unseen = held.stream().anyMatch(each -> UnseenRuns.arePossible(each.task()));
      scope.waiting.inVain(longest, unseen ? held : List.of());
      return !unseen && !isAnyBegun(scope, span);
    } finally {
      Reference.reachabilityFence(held);
    }
  }

  /* No deadline that comes later than one that is counted in nanoseconds can. */
  private static long nanos(Duration longest) {
    return longest.compareTo(Duration.ofDays(1)) > 0
        ? Duration.ofDays(1).toNanos()
        : longest.toNanos();
  }

  private static void pause(RecordedScope scope, Span span, long deadline) {
    long decided = PeakDecisions.nanos();
    do {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    } while (isUnfinished(scope, span, deadline) && !isOver(deadline, decided));
  }

  private static boolean isOver(long deadline, long decided) {
    return System.nanoTime() - deadline - (PeakDecisions.nanos() - decided) >= 0;
  }

  /** Names work that has not ended now, or is due soon. */
  static Optional<String> named(RecordedScope scope, Span span, Duration within) {
    try (OwnWork own = OwnWork.begin()) {
      return atEnd(scope, span, System.nanoTime() + nanos(within))
          .findFirst()
          .map(HandedOver::work)
          .map(UnfinishedWork::toString);
    }
  }

  private static Optional<String> first(RecordedScope scope, Span span) {
    return named(scope, span, Duration.ZERO);
  }

  private static boolean isUnfinished(RecordedScope scope, Span span, long deadline) {
    return unfinished(scope, span, deadline).findFirst().isPresent();
  }

  private static boolean isAnyBegun(RecordedScope scope, Span span) {
    return atEnd(scope, span, System.nanoTime())
        .anyMatch(each -> each.task() instanceof Thread || !each.threadName().isEmpty());
  }

  /* Not what waits at last, without the user's code: the next thing is not due, or nothing is. */
  private static Stream<Gate.Unfinished> atEnd(RecordedScope scope, Span span, long deadline) {
    return unfinished(scope, span, deadline).filter(each -> !isIdle(scope, each));
  }

  private static boolean isIdle(RecordedScope scope, Gate.Unfinished work) {
    Thread thread = work.thread();
    return thread != null && Workers.isIdle(scope.engine.sites(), work.task(), thread);
  }

  private static Stream<Gate.Unfinished> unfinished(RecordedScope scope, Span span, long deadline) {
    return scope.engine.gate().unfinished(scope.ledger).stream()
        .filter(each -> span.contains(each.part()))
        .filter(each -> !JdkWork.isOwn(each.task()))
        .filter(each -> !(isServing(each) && isIdle(scope, each)))
        .filter(
            each ->
                !each.threadName().isEmpty()
                    || JdkWork.nanosUntil(each.task())
                        <= Math.max(deadline - System.nanoTime(), 0));
  }

  private static boolean isServing(Gate.Unfinished work) {
    return work.serves() || JdkWork.isOfChannels(work.task()) || Workers.hasServed(work.task());
  }
}
