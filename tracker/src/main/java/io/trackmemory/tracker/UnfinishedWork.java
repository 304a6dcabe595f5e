package io.trackmemory.tracker;

/**
 * A thread or task of a scope that had not ended when a snapshot was taken. What it allocates later
 * counts in no scope, unless one around it is still open.
 *
 * @param name name of the thread, or type of the task
 * @param thread whether it is a thread that the scope started
 * @param runningThread name of the thread that ran the task; empty if it had not begun, and for
 *     threads
 */
public record UnfinishedWork(String name, boolean thread, String runningThread) {

  /** In words, such as {@code task com.acme.Poll on thread pool-1-thread-1}. */
  @Override
  public String toString() {
    if (thread) {
      return "thread " + name;
    }
    return "task "
        + name
        + (runningThread.isEmpty() ? ", not begun" : " on thread " + runningThread);
  }
}
