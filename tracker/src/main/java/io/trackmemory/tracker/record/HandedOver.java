package io.trackmemory.tracker.record;

import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.spi.OwnWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Work of a scope that was handed over and has not ended, and waiting for its end. */
final class HandedOver {

  private static final long PAUSE_MILLIS = 1;

  private HandedOver() {}

  static List<UnfinishedWork> unfinished(RecordedScope scope) {
    return scope.engine.gate().unfinished(scope.ledger).stream().map(HandedOver::work).toList();
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

  /**
   * Waits until all of it has ended, but not for tasks that are due later than that. An interrupt
   * ends the waiting and stays.
   *
   * @return what goes on, in words; empty if nothing does
   */
  static Optional<String> await(RecordedScope scope, Duration longest) {
    try (OwnWork own = OwnWork.begin()) {
      long deadline = System.nanoTime() + longest.toNanos();
      List<Gate.Unfinished> left = due(scope, deadline);
      while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
        try {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
        left = due(scope, deadline);
      }
      return left.stream().findFirst().map(HandedOver::work).map(UnfinishedWork::toString);
    }
  }

  private static List<Gate.Unfinished> due(RecordedScope scope, long deadline) {
    return scope.engine.gate().unfinished(scope.ledger).stream()
        .filter(
            unfinished ->
                !(unfinished.task() instanceof Delayed delayed)
                    || delayed.getDelay(TimeUnit.NANOSECONDS) <= deadline - System.nanoTime())
        .toList();
  }
}
