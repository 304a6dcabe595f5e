package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds actions registered with a {@code Cleaner} that hold the very object whose end they wait
 * for, so that it never comes. Other registered actions live as long as their objects and are no
 * leak.
 */
final class CleanUpActions {

  private static final Map<String, String> ACTION_FIELDS =
      Map.of(
          JdkNames.CLEANABLE, "action",
          JdkNames.JVM_CLEANER, "thunk");

  private CleanUpActions() {}

  /** Such actions among what is not held otherwise, by type. */
  static List<Root> holdingTheirObject(HeapGraph graph, Reachability reached) {
    List<Root> roots = new ArrayList<>();
    for (int node : graph.instancesOf(ACTION_FIELDS::containsKey)) {
      int action = graph.follow(node, ACTION_FIELDS.getOrDefault(graph.typeName(node), ""));
      int cleaned = graph.referent(node);
      if (action >= 0 && cleaned >= 0 && leads(graph, reached, action, cleaned)) {
        roots.add(new Root(action, Root.Kind.CLEAN_UP, graph.typeName(action), 0));
      }
    }
    roots.sort(Comparator.comparing(Root::name));
    return roots;
  }

  private static boolean leads(HeapGraph graph, Reachability reached, int action, int cleaned) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(action);
    while (!queue.isEmpty()) {
      int node = queue.remove();
      if (reached.isSeen(node) || !seen.add(node)) {
        continue;
      }
      if (node == cleaned) {
        return true;
      }
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        if (reached.holds(node, edge)) {
          queue.add(graph.edgeTarget[edge]);
        }
      }
    }
    return false;
  }
}
