package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Threads that the JDK starts once for everybody and keeps. They are no leak, nor is what they are
 * made of; what others leave in their {@code ThreadLocal}s is.
 */
final class JdkThreads {

  private static final Set<String> NAMES =
      Set.of(
          "CompletableFutureDelayScheduler",
          "process reaper",
          "Keep-Alive-Timer",
          "JFR Recorder Thread",
          "JFR Periodic Tasks");

  /* A client for HTTP ends its threads by itself once nobody has it any more. */
  private static final Set<String> TYPES =
      Set.of(
          JdkNames.INNOCUOUS_THREAD,
          "jdk.internal.net.http.HttpClientImpl$SelectorManager",
          "java.awt.EventDispatchThread",
          "java.util.prefs.AbstractPreferences$EventDispatchThread");

  /* Beginnings of the classes of what such threads run, or of the factories of their pools: for
   * channels, for such a client, for objects that can be called from elsewhere, for windows and
   * images, for the flight recorder. */
  private static final List<String> MAKERS =
      List.of(
          "sun.nio.ch.ThreadPool",
          "jdk.internal.net.http.HttpClientImpl$DefaultThreadFactory",
          "sun.rmi.",
          "sun.java2d.",
          "sun.awt.",
          "com.sun.imageio.",
          "jdk.jfr.",
          "sun.print.");

  private static final String CHANNELS = "sun.nio.ch.";

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
    for (int thread : content.graph().instancesOf(JdkNames.THREAD::equals)) { // hooks as well
      if (isMadeByJdk(content.graph(), targetOf(content.graph(), thread))) {
        nodes.set(thread);
      }
    }
  }

  private static boolean isOfJdk(HeapGraph graph, GcRoot thread) {
    return NAMES.contains(thread.threadName())
        || thread.threadName().startsWith(COMMON_POOL)
        || TYPES.contains(graph.typeName(thread.node()));
  }

  private static int targetOf(HeapGraph graph, int thread) {
    int target = graph.follow(thread, JdkNames.THREAD_TARGET);
    int holder = graph.follow(thread, JdkNames.THREAD_HOLDER);
    return target < 0 && holder >= 0 ? graph.follow(holder, JdkNames.HOLDER_TASK) : target;
  }

  private static boolean isMadeByJdk(HeapGraph graph, int target) {
    if (target < 0) {
      return false;
    }
    String type = graph.typeName(target);
    String maker =
        type.equals(JdkNames.POOL_WORKER)
            ? factoryOf(graph, graph.follow(target, JdkNames.WORKERS_POOL))
            : type.startsWith(CHANNELS) ? ofGroup(graph, target) : type;
    return MAKERS.stream().anyMatch(maker::startsWith);
  }

  /* What waits for channels has the pool of its group. */
  private static String ofGroup(HeapGraph graph, int task) {
    int bound = graph.follow(task, JdkNames.TASKS_GROUP);
    int group = bound < 0 ? graph.follow(task, JdkNames.WAITERS_GROUP) : bound;
    int pool = group < 0 ? -1 : graph.follow(group, JdkNames.GROUPS_POOL);
    return factoryOf(graph, pool < 0 ? -1 : graph.follow(pool, JdkNames.POOLS_EXECUTOR));
  }

  private static String factoryOf(HeapGraph graph, int pool) {
    int factory = pool < 0 ? -1 : graph.follow(pool, JdkNames.POOL_FACTORY);
    return factory < 0 ? "" : graph.typeName(factory);
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
