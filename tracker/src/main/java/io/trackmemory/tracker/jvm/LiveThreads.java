package io.trackmemory.tracker.jvm;

import java.util.Arrays;
import java.util.List;

/** The threads of this JVM that live now, but virtual ones. Any thread may ask. */
public final class LiveThreads {

  private LiveThreads() {}

  /** Their names. */
  public static List<String> names() {
    return all().stream().map(Thread::getName).toList();
  }

  /** Number of a thread. */
  @SuppressWarnings("deprecation")
  public static long idOf(Thread thread) {
    return thread.getId(); // threadId() is there from 19 on only
  }

  /** Themselves. */
  public static List<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    int found = root.enumerate(threads);
    while (found == threads.length) {
      threads = new Thread[2 * threads.length];
      found = root.enumerate(threads);
    }
    return Arrays.asList(threads).subList(0, found);
  }
}
