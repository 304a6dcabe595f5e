package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks that a fork-join pool will run later. From JDK 25 on the thread that waits for them has
 * them in a variable of a method that runs as long as the pool does, where they look as if they
 * were in use.
 *
 * @param thread the thread
 * @param root the array of its tasks
 */
record DelayedTasks(int thread, Root root) {

  private static final String ARRAY = JdkNames.DELAYED_TASK + "[]";

  /** Those of all pools that have some. */
  static List<DelayedTasks> of(HeapReader.Content content) {
    HeapGraph graph = content.graph();
    List<DelayedTasks> found = new ArrayList<>();
    for (GcRoot root : content.roots()) {
      if (root.inFrame() && graph.typeName(root.node()).equals(ARRAY)) {
        int thread = threadOf(graph, root.node());
        content.roots().stream()
            .filter(each -> each.isThread() && each.node() == thread)
            .map(each -> new Root(root.node(), Root.Kind.THREAD, each.threadName(), 0))
            .forEach(tasks -> found.add(new DelayedTasks(thread, tasks)));
      }
    }
    return found;
  }

  /* A task knows its pool until it has run or is cancelled. */
  private static int threadOf(HeapGraph graph, int array) {
    for (int edge = graph.firstEdge[array]; edge < graph.firstEdge[array + 1]; edge++) {
      int pool = graph.follow(graph.edgeTarget[edge], JdkNames.DELAYED_TASK_POOL);
      if (pool >= 0) {
        return graph.follow(pool, JdkNames.DELAY_SCHEDULER);
      }
    }
    return -1;
  }
}
