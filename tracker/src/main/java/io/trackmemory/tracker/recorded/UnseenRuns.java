package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.gate.Instrumented;
import io.trackmemory.tracker.jdk.JdkWork;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TimerTask;
import java.util.concurrent.FutureTask;

/**
 * Tasks that a thread may have run without anybody's seeing it: one that was in the loop of an
 * executor of a library or of the user when the first measurement rewrote that stays in the loop as
 * it was, and some tasks have no code of their own that could have been rewritten. Such a frame has
 * lost its line. Any thread may ask.
 */
final class UnseenRuns {

  private UnseenRuns() {}

  /** Whether a thread may have run a task unseen. */
  static boolean arePossible(Instrumented agent, Object task) {
    boolean seen =
        task instanceof Thread || task instanceof FutureTask<?> || task instanceof TimerTask;
    return !seen
        && (task.getClass().isHidden() || JdkWork.isOfTheJdk(task.getClass()))
        && oldLoop(agent).isPresent();
  }

  /** Name of a thread that is in such a loop. */
  static Optional<String> oldLoop(Instrumented agent) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey() != Thread.currentThread())
        .filter(each -> Arrays.stream(each.getValue()).anyMatch(frame -> isOld(agent, frame)))
        .map(Map.Entry::getKey)
        .map(Thread::getName)
        .findFirst();
  }

  private static boolean isOld(Instrumented agent, StackTraceElement frame) {
    return frame.getFileName() == null
        && agent.ranTasks(frame.getClassName(), frame.getMethodName());
  }
}
