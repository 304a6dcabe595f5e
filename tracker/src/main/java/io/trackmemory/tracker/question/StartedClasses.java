package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.HashSet;
import java.util.Set;

/**
 * Classes that have been initialised, as far as a dump shows it, by name: of the JDK's, which the
 * JVM loads long before it needs them, and of enums those with a reference in a static field; of
 * others, all that are loaded.
 */
record StartedClasses(Set<String> names) {

  static StartedClasses in(HeapGraph graph) {
    Set<String> names = new HashSet<>();
    for (int node = 0; node < graph.classes.size(); node++) {
      String name = graph.typeName(node);
      boolean early = ClassNames.isJdk(name) || isEnum(graph, node);
      if (!ClassNames.isArray(name) && (!early || hasStatic(graph, node))) {
        names.add(name);
      }
    }
    return new StartedClasses(names);
  }

  private static boolean isEnum(HeapGraph graph, int node) {
    int above = graph.classes.get(node).superclass();
    return above >= 0 && graph.typeName(above).equals(JdkNames.ENUM);
  }

  private static boolean hasStatic(HeapGraph graph, int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (isStatic(graph, edge)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a static field of the source holds something; dumps show parts of the JVM as such. */
  static boolean isStatic(HeapGraph graph, int edge) {
    Edge kind = graph.kindOf(edge);
    return kind != null && graph.isStatic(edge) && !kind.field().startsWith("<");
  }
}
