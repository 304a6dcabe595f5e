package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which {@code ThreadLocal} an entry of a thread's table is the value of: by the static field
 * that has it, or else by a field of whatever object has it. For one thread.
 */
public final class ThreadLocals {

  private static final Set<String> GENERAL =
      Set.of(
          JdkNames.THREAD_LOCAL, JdkNames.SUPPLIED_THREAD_LOCAL, JdkNames.INHERITABLE_THREAD_LOCAL);

  private static final String ENTRY_VALUE = JdkNames.THREAD_LOCAL_ENTRY + ".value";

  /** Classes of the JDK with a {@code ThreadLocal} in an instance field, by that field. */
  private static final Map<String, String> OF_INSTANCES =
      Map.of(JdkNames.XML_READERS, JdkNames.XML_READERS_FIELD);

  private final HeapGraph graph;
  private final int valueKind;
  private final Owners owners;
  private final Map<Integer, Edge> staticFieldOf = new HashMap<>();
  private @Nullable Map<Integer, Edge> fieldOf; // of instances; once somebody asks
  private final Set<Integer> ofJdkInstances = new HashSet<>();

  ThreadLocals(HeapGraph graph, Owners owners) {
    this.graph = graph;
    this.owners = owners;
    valueKind =
        IntStream.range(0, graph.edgeKinds.size())
            .filter(kind -> graph.edgeKinds.get(kind).qualifiedName().equals(ENTRY_VALUE))
            .findFirst()
            .orElse(Integer.MAX_VALUE);
    for (int node = 0; node < graph.classes.size(); node++) {
      readStaticFields(node);
    }
    for (int owner : graph.instancesOf(OF_INSTANCES::containsKey)) {
      String field = OF_INSTANCES.getOrDefault(graph.typeName(owner), "");
      ofJdkInstances.add(graph.follow(owner, field));
    }
  }

  private void readStaticFields(int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      Edge kind = graph.kindOf(edge);
      int target = graph.edgeTarget[edge];
      if (kind != null
          && graph.isStatic(edge)
          && graph.isInstanceOf(target, JdkNames.THREAD_LOCAL)) {
        staticFieldOf.putIfAbsent(target, kind);
      }
    }
  }

  /** Whether a reference is that from an entry to the value that was set. */
  boolean isValue(int edge) {
    return graph.edgeKind[edge] == valueKind;
  }

  /** The field that has the {@code ThreadLocal} of an entry, if one has. */
  @Nullable Edge fieldOf(int entry) {
    int key = graph.referent(entry);
    Edge field = staticFieldOf.get(key);
    return field != null || key < 0 ? field : instanceFields().get(key);
  }

  /* The user's own before all others, and those of the JDK's last. */
  private Map<Integer, Edge> instanceFields() {
    Map<Integer, Edge> known = fieldOf;
    if (known == null) {
      known = new HashMap<>();
      boolean[] threadLocal = threadLocalClasses();
      Comparator<Edge> preferred =
          Comparator.comparing((Edge field) -> !owners.isUsersField(field))
              .thenComparing(field -> ClassNames.isJdk(field.ownerName()))
              .thenComparing(field -> ClassNames.isLambda(field.ownerName()))
              .thenComparing(Edge::qualifiedName);
      for (int edge = 0; edge < graph.edgeTarget.length; edge++) {
        int target = graph.edgeTarget[edge];
        Edge kind =
            graph.isClass(target) || !threadLocal[graph.classOf[target]]
                ? null
                : graph.kindOf(edge);
        if (kind != null && kind.kind() == Edge.Kind.FIELD && !isStructure(kind)) {
          known.merge(
              target, kind, (one, other) -> preferred.compare(one, other) <= 0 ? one : other);
        }
      }
      fieldOf = known;
    }
    return known;
  }

  private boolean[] threadLocalClasses() {
    boolean[] found = new boolean[graph.classes.size()];
    for (int number = 0; number < found.length; number++) {
      int each = number;
      while (each >= 0 && !graph.classes.get(each).name().equals(JdkNames.THREAD_LOCAL)) {
        each = graph.classes.get(each).superclass();
      }
      found[number] = each >= 0;
    }
    return found;
  }

  /* Collections, and threads and their tables. */
  private static boolean isStructure(Edge field) {
    return field.ownerName().startsWith("java.util.") || field.ownerName().startsWith("java.lang.");
  }

  /** Whether a field of the user's own code has the {@code ThreadLocal} of an entry. */
  boolean isUsers(int entry) {
    Edge field = fieldOf(entry);
    return field != null && owners.isUsersField(field);
  }

  /** The field or else the type of the {@code ThreadLocal} of an entry. */
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
    int key = graph.referent(entry);
    Edge field = staticFieldOf.get(key);
    if (field != null) {
      return ClassNames.isJdk(field.ownerName());
    }
    return key >= 0
        && (ofJdkInstances.contains(key)
            || (ClassNames.isJdk(graph.typeName(key)) && !GENERAL.contains(graph.typeName(key))));
  }
}
