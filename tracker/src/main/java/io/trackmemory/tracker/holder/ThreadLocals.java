package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which {@code ThreadLocal} an entry of a thread's table is the value of. */
public final class ThreadLocals {

  private static final Set<String> GENERAL =
      Set.of(
          JdkNames.THREAD_LOCAL, JdkNames.SUPPLIED_THREAD_LOCAL, JdkNames.INHERITABLE_THREAD_LOCAL);

  /** Classes of the JDK with a {@code ThreadLocal} in an instance field, by that field. */
  private static final Map<String, String> OF_INSTANCES =
      Map.of(JdkNames.XML_READERS, JdkNames.XML_READERS_FIELD);

  private final HeapGraph graph;
  private final int valueKind;
  private final Map<Integer, Edge> staticFieldOf = new HashMap<>();
  private final Set<Integer> ofJdkInstances = new HashSet<>();

  ThreadLocals(HeapGraph graph) {
    this.graph = graph;
    valueKind = kindNumber(graph, JdkNames.THREAD_LOCAL_ENTRY + ".value");
    for (int node = 0; node < graph.classes.size(); node++) {
      readStaticFields(node);
    }
    IntList owners = graph.instancesOf(OF_INSTANCES::containsKey);
    for (int i = 0; i < owners.size(); i++) {
      String field = OF_INSTANCES.getOrDefault(graph.typeName(owners.get(i)), "");
      ofJdkInstances.add(graph.follow(owners.get(i), field));
    }
  }

  private static int kindNumber(HeapGraph graph, String qualifiedName) {
    for (int kind = 0; kind < graph.edgeKinds.size(); kind++) {
      if (graph.edgeKinds.get(kind).qualifiedName().equals(qualifiedName)) {
        return kind;
      }
    }
    return Integer.MAX_VALUE;
  }

  private void readStaticFields(int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      Edge kind = graph.edgeKinds.get(graph.edgeKind[edge]);
      int target = graph.edgeTarget[edge];
      if (kind.kind() == Edge.Kind.STATIC_FIELD
          && target >= 0
          && graph.isInstanceOf(target, JdkNames.THREAD_LOCAL)) {
        staticFieldOf.putIfAbsent(target, kind);
      }
    }
  }

  /** Whether a reference is that from an entry to the value that was set. */
  boolean isValue(int edge) {
    return graph.edgeKind[edge] == valueKind;
  }

  /** The static field that has the {@code ThreadLocal} of an entry, if one has. */
  @Nullable Edge fieldOf(int entry) {
    return staticFieldOf.get(graph.referent(entry));
  }

  /** The static field or else the type of the {@code ThreadLocal} of an entry. */
  String nameOf(int entry) {
    Edge field = fieldOf(entry);
    if (field != null) {
      return field.qualifiedName();
    }
    int key = graph.referent(entry);
    return key < 0 ? "that is gone" : "of type " + graph.typeName(key);
  }

  /** Whether the JDK made the {@code ThreadLocal} of an entry for itself. */
  boolean isOfJdk(int entry) {
    Edge field = fieldOf(entry);
    if (field != null) {
      return ClassNames.isJdk(field.ownerName());
    }
    int key = graph.referent(entry);
    return key >= 0
        && (ofJdkInstances.contains(key)
            || (ClassNames.isJdk(graph.typeName(key)) && !GENERAL.contains(graph.typeName(key))));
  }
}
