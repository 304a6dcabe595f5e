package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.gate.Doubts;
import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.gate.Instrumented;
import io.trackmemory.tracker.gate.ScopedCallable;
import io.trackmemory.tracker.gate.ScopedTask;
import io.trackmemory.tracker.gate.Workers;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.jdk.JdkWork;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.OwnWork;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work of a scope that was handed over and has not ended, and waiting for its end. What is due
 * later, what the JDK does for itself, threads that serve tasks, and a library's that wait for some
 * are none. Any thread may call it.
 */
@SuppressWarnings("try")
public // a span is never referenced
final class HandedOver {

  private static final long PAUSE_MILLIS = 1;

  private final Instrumented agent;
  private final Object ledger;
  private volatile Duration longest;
  private volatile Duration inVain = Duration.ZERO;

  @SuppressWarnings("unused") // held, and never looked at
  private volatile List<?> mayHaveRun = List.of();

  private volatile List<Left> leftAtEnd = List.of();
  private volatile @Nullable Moment end;

  /**
   * Of a scope.
   *
   * @param longest how long a verdict waits for it; zero asks for what was done so far
   */
  public HandedOver(Instrumented agent, Object ledger, Duration longest) {
    this.agent = agent;
    this.ledger = ledger;
    this.longest = longest;
  }

  public Duration longest() {
    return longest;
  }

  public void setLongest(Duration duration) {
    longest = duration;
  }

  /** The scope has closed: what was left of its work, and what was counted. */
  public void ended(List<Left> unfinished, Moment moment) {
    leftAtEnd = unfinished;
    end = moment;
  }

  List<Left> leftAtEnd() {
    return leftAtEnd;
  }

  @Nullable Moment end() {
    return end;
  }

  /**
   * A thread or task that had not ended.
   *
   * @param part number of the part of the time in which it was handed over
   * @param done whether its result was there, so that its thread was about to leave it
   */
  public record Left(UnfinishedWork work, int part, boolean done) {}

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
  public List<Left> left() {
    return atEnd(Span.ALL, System.nanoTime())
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
  public Optional<String> await(Duration longest) {
    return await(Span.ALL, longest);
  }

  /** The same, as long as verdicts wait. */
  public Optional<String> await() {
    return await(longest);
  }

  /**
   * Waits until all of it has ended, but not for tasks that are due later than that. An interrupt
   * ends the waiting and stays. Once it was in vain, this scope's work is not waited for again.
   *
   * @return what goes on, in words; empty if nothing does
   */
  Optional<String> await(Span span, Duration longest) {
    try (OwnWork own = OwnWork.begin()) {
      if (longest.isZero()) {
        return first(span);
      }
      long deadline = System.nanoTime() + nanos(longest);
      if (isLeftUnbegun(span, longest, deadline)) {
        FullCollection.run(); // of a task that nobody holds, nobody has to run it any more
      }
      return first(span);
    }
  }

  /*
   * Waits. Meanwhile all that is not done is held: of what has been collected nobody can tell
   * whether it ran unseen. A method of its own, as a frame holds what its variables held.
   */
  private boolean isLeftUnbegun(Span span, Duration longest, long deadline) {
    List<Gate.Unfinished> held = unfinished(span, deadline).toList();
    if (held.isEmpty()) {
      return false;
    }
    try {
      if (inVain.isZero() || inVain.compareTo(longest) < 0) {
        pause(span, deadline);
      }
      if (atEnd(span, System.nanoTime()).findFirst().isEmpty()) {
        return false;
      }
      boolean unseen = held.stream().anyMatch(each -> UnseenRuns.arePossible(agent, each.task()));
      inVain = longest;
      mayHaveRun = unseen ? held : List.of(); // once collected, the next wait would not be in vain
      return !unseen && !isAnyBegun(span);
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

  private void pause(Span span, long deadline) {
    long decided = PeakDecisions.nanos();
    do {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    } while (isUnfinished(span, deadline) && !isOver(deadline, decided));
  }

  private static boolean isOver(long deadline, long decided) {
    return System.nanoTime() - deadline - (PeakDecisions.nanos() - decided) >= 0;
  }

  /** Why what was counted may lack a task that was run unseen; empty if nothing does. */
  Optional<String> unseen() {
    return agent.gate().areTasksGone(ledger)
        ? UnseenRuns.oldLoop(agent).map(Doubts::unseen)
        : Optional.empty();
  }

  /** Names work that has not ended now, or is due soon. */
  Optional<String> named(Span span, Duration within) {
    try (OwnWork own = OwnWork.begin()) {
      return atEnd(span, System.nanoTime() + nanos(within))
          .findFirst()
          .map(HandedOver::work)
          .map(UnfinishedWork::toString);
    }
  }

  private Optional<String> first(Span span) {
    return named(span, Duration.ZERO);
  }

  private boolean isUnfinished(Span span, long deadline) {
    return unfinished(span, deadline).findFirst().isPresent();
  }

  private boolean isAnyBegun(Span span) {
    return atEnd(span, System.nanoTime())
        .anyMatch(each -> each.task() instanceof Thread || !each.threadName().isEmpty());
  }

  /* Not what waits at last, without the user's code: the next thing is not due, or nothing is. */
  private Stream<Gate.Unfinished> atEnd(Span span, long deadline) {
    return unfinished(span, deadline).filter(each -> !isIdle(each));
  }

  private boolean isIdle(Gate.Unfinished work) {
    Thread thread = work.thread();
    return thread != null && Workers.isIdle(agent.sites(), work.task(), thread);
  }

  private Stream<Gate.Unfinished> unfinished(Span span, long deadline) {
    return agent.gate().unfinished(ledger).stream()
        .filter(each -> span.contains(each.part()))
        .filter(each -> !JdkWork.isOwn(each.task()))
        .filter(each -> !(isServing(each) && isIdle(each)))
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
