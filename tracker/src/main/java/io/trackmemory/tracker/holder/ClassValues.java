package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Tables of {@code ClassValue}, of which a dump does not show whose they are. One that leads to
 * classes of a single loader that nothing else holds is taken for a table of these classes, which
 * goes with them. One that leads to several is that of a class which keeps the others.
 */
final class ClassValues {

  private ClassValues() {}

  static boolean isTable(HeapGraph graph, int node) {
    return !graph.isClass(node) && graph.typeName(node).equals(JdkNames.CLASS_VALUE_MAP);
  }

  /** Whether a table, not reached yet, is one of classes that nothing else holds. */
  static boolean goesWithItsClass(HeapGraph graph, Reachability reached, int table) {
    Set<Integer> loaders = new HashSet<>();
    Set<Integer> passed = new HashSet<>();
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(table);
    while (!queue.isEmpty() && loaders.size() < 2) {
      int node = queue.remove();
      if (reached.isHeld(node) || !passed.add(node)) {
        continue;
      }
      if (graph.isClass(node)) {
        loaders.add(loaderOf(graph, node));
        continue;
      }
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        if (reached.holds(node, edge)) {
          queue.add(graph.edgeTarget[edge]);
        }
      }
    }
    return loaders.size() == 1;
  }

  private static int loaderOf(HeapGraph graph, int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      Edge kind = graph.kindOf(edge);
      if (kind != null && kind.kind() == Edge.Kind.DEFINED_BY) {
        return graph.edgeTarget[edge];
      }
    }
    return -1;
  }
}
