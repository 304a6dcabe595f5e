package io.trackmemory.tracker.leak;

import java.util.Set;
import org.netbeans.lib.profiler.heap.GCRoot;

/**
 * An object that the JVM itself holds.
 *
 * @param node the object
 * @param kind how, one of the constants of the library's {@code GCRoot}
 * @param threadName name of the thread if it is one that runs, else empty
 */
record GcRoot(int node, String kind, String threadName) {

  private static final Set<String> FRAMES =
      Set.of(
          GCRoot.JAVA_FRAME,
          GCRoot.JNI_LOCAL,
          GCRoot.NATIVE_STACK,
          GCRoot.THREAD_BLOCK,
          GCRoot.MONITOR_USED,
          GCRoot.JNI_MONITOR);

  /** Whether only running methods hold the object. */
  boolean inFrame() {
    return FRAMES.contains(kind);
  }

  boolean isThread() {
    return kind.equals(GCRoot.THREAD_OBJECT);
  }
}
