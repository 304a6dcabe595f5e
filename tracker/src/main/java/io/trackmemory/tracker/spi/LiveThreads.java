package io.trackmemory.tracker.spi;

import java.util.Arrays;
import java.util.List;

/** The threads of this JVM that live now, but virtual ones. Any thread may ask. */
final class LiveThreads {

  private LiveThreads() {}

  static List<String> names() {
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
    return Arrays.stream(threads, 0, found).map(Thread::getName).toList();
  }
}
