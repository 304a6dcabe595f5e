package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.BitSet;
import java.util.Set;

/**
 * Threads that the JDK starts once for everybody and keeps. They are no leak, nor is what they are
 * made of; what others leave in their {@code ThreadLocal}s is.
 */
final class JdkThreads {

  private static final Set<String> NAMES =
      Set.of("CompletableFutureDelayScheduler", "process reaper", "Keep-Alive-Timer");

  private static final String COMMON_POOL = "ForkJoinPool.commonPool-";

  static final Set<String> OPEN_FIELDS =
      Set.of(JdkNames.THREAD_LOCALS, JdkNames.INHERITABLE_THREAD_LOCALS);

  private final BitSet nodes = new BitSet();

  JdkThreads(HeapReader.Content content) {
    for (GcRoot root : content.roots()) {
      if (root.isThread() && isOfJdk(content.graph(), root)) {
        nodes.set(root.node());
      }
    }
  }

  private static boolean isOfJdk(HeapGraph graph, GcRoot thread) {
    return NAMES.contains(thread.threadName())
        || thread.threadName().startsWith(COMMON_POOL)
        || graph.typeName(thread.node()).equals(JdkNames.INNOCUOUS_THREAD);
  }

  boolean contains(int node) {
    return nodes.get(node);
  }

  /** Whether a field of such a thread is part of what the thread is made of. */
  static boolean isPartOfThread(Edge kind) {
    return kind.kind() == Edge.Kind.FIELD
        && ClassNames.isJdk(kind.ownerName())
        && !OPEN_FIELDS.contains(kind.field());
  }
}
