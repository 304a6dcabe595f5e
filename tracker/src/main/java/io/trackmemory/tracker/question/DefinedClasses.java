package io.trackmemory.tracker.question;

import io.trackmemory.tracker.base.OwnClasses;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;

/**
 * The classes in a dump that code has defined, by the name that they have in every run, with their
 * loader where that is none of the JVM's own. Those of the JDK, arrays, and those that a call site
 * has are as many as there is code, and are left out. For one thread.
 */
record DefinedClasses(HeapGraph graph) {

  /** Whether a class is one of them. */
  static boolean isCounted(HeapGraph graph, int node) {
    String name = graph.typeName(node);
    return !ClassNames.isJdk(name)
        && !ClassNames.isArray(name)
        && !ClassNames.isLambda(name)
        && !OwnClasses.contains(name);
  }

  /** {@code class com.acme.Plan of loader com.acme.PlanLoader}. */
  String name(int node) {
    String name = "class " + graph.typeName(node);
    if (graph.classes.get(node).builtIn()) {
      return name;
    }
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      Edge kind = graph.kindOf(edge);
      if (kind != null && kind.kind() == Edge.Kind.DEFINED_BY) {
        return name + " of loader " + graph.typeName(graph.edgeTarget[edge]);
      }
    }
    return name;
  }
}
