package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.jdk.JdkWork;
import java.util.Arrays;
import java.util.TimerTask;
import java.util.concurrent.FutureTask;

/**
 * Tasks that a pool may have run without anybody's seeing it: a worker that was in its loop already
 * when the first measurement rewrote that stays in the loop as it was, and some tasks have no code
 * of their own that could have been rewritten. Such a frame has lost its line. Any thread may ask.
 */
final class UnseenRuns {

  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

  private UnseenRuns() {}

  /** Whether a thread may have run a task unseen. */
  static boolean arePossible(Object task) {
    boolean seen =
        task instanceof Thread || task instanceof FutureTask<?> || task instanceof TimerTask;
    if (seen || !(task.getClass().isHidden() || JdkWork.isOfTheJdk(task.getClass()))) {
      return false;
    }
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> isOfUsers(each.getKey()))
        .flatMap(each -> Arrays.stream(each.getValue()))
        .anyMatch(UnseenRuns::isOld);
  }

  /* Not the reaper of processes. */
  private static boolean isOfUsers(Thread thread) {
    return thread.getClass() == Thread.class || !JdkWork.isOfTheJdk(thread.getClass());
  }

  private static boolean isOld(StackTraceElement frame) {
    return frame.getFileName() == null
        && frame.getMethodName().equals("runWorker")
        && frame.getClassName().equals(POOL);
  }
}
