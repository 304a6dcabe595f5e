package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where to go on for survivors that nothing in a dump leads to. Dumps leave out the instance fields
 * of classes, so that reflection data, enum constants or the data of a hidden class appear without
 * a holder; what only such an object holds must not pass for collected.
 */
final class HiddenHolders {

  private static final List<String> REFLECTION =
      List.of(
          "java.lang.Class$",
          "java.security.ProtectionDomain",
          "java.lang.reflect.",
          "java.lang.invoke.",
          "sun.reflect.",
          "jdk.internal.reflect.");

  private HiddenHolders() {}

  /** Objects that were not reached and that nothing refers to, by type. */
  static List<Root> of(HeapGraph graph, Reachability reached) {
    boolean[] referred = referred(graph, reached);
    List<Root> roots = new ArrayList<>();
    for (int node = graph.classes.size(); node < graph.size(); node++) {
      if (!reached.isSeen(node) && !referred[node]) {
        roots.add(root(graph, node));
      }
    }
    roots.sort(Comparator.comparing(Root::name));
    return roots;
  }

  /** An object that no other shows the way to, such as a part of a ring. */
  static Root root(HeapGraph graph, int node) {
    return new Root(node, Root.Kind.HIDDEN, graph.typeName(node), 0);
  }

  private static boolean[] referred(HeapGraph graph, Reachability reached) {
    boolean[] referred = new boolean[graph.size()];
    for (int node = 0; node < graph.size(); node++) {
      if (!reached.isSeen(node) || reached.isWaiting(node)) {
        for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
          if (!graph.isReferent(edge)) {
            referred[graph.edgeTarget[edge]] = true;
          }
        }
      }
    }
    return referred;
  }

  /** Whether the JDK caches such an object in a class, where a dump does not show it. */
  static boolean isReflectionData(HeapGraph graph, int node) {
    String name = graph.typeName(node);
    return REFLECTION.stream().anyMatch(name::startsWith) || isOfEnums(graph, node);
  }

  private static boolean isOfEnums(HeapGraph graph, int node) {
    int table = graph.follow(node, "table");
    int elements = table < 0 ? node : table;
    if (!ClassNames.isArray(graph.typeName(elements))) {
      return false;
    }
    boolean any = false;
    for (int edge = graph.firstEdge[elements]; edge < graph.firstEdge[elements + 1]; edge++) {
      int element = graph.edgeTarget[edge];
      int value = table < 0 ? element : graph.follow(element, "value");
      if (value < 0 || !graph.isInstanceOf(value, JdkNames.ENUM)) {
        return false;
      }
      any = true;
    }
    return any;
  }
}
