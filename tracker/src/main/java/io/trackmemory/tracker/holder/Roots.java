package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The roots from which something counts as held, in an order that no address decides. */
final class Roots {

  private static final int FOREIGN_DELAY = 2;
  /* The list of references that wait for their queues begins at a reference of the JVM's own, which
   * holds for a moment only: whatever else holds the same is the holder. */
  private static final int PENDING_DELAY = 1_000;

  private Roots() {}

  /**
   * All of them.
   *
   * @param classValues whether tables of {@code ClassValue} are among them, of whatever classes
   */
  static List<Root> of(
      HeapReader.Content content,
      LeakQuery query,
      Owners owners,
      List<Integer> extraNodes,
      boolean classValues) {
    List<Root> roots = new ArrayList<>();
    List<String> descriptions = List.copyOf(query.extraRoots().keySet());
    for (int i = 0; i < extraNodes.size(); i++) {
      if (extraNodes.get(i) >= 0) {
        roots.add(new Root(extraNodes.get(i), Root.Kind.EXTRA, descriptions.get(i), 0));
      }
    }
    HeapGraph graph = content.graph();
    for (GcRoot root : content.roots()) {
      if (root.isThread()) {
        roots.add(new Root(root.node(), Root.Kind.THREAD, root.threadName(), 0));
      } else if (!root.inFrame()) {
        roots.add(ofJvm(graph, root.node(), owners));
      }
    }
    addBuiltInClasses(graph, owners, roots);
    if (classValues) {
      for (int table : graph.instancesOf(JdkNames.CLASS_VALUE_MAP::equals)) {
        roots.add(ofClassValue(table));
      }
    }
    roots.sort(
        Comparator.comparingInt(Root::delay)
            .thenComparing(Root::kind)
            .thenComparing(root -> root.kind() == Root.Kind.EXTRA ? "" : root.name()));
    return roots;
  }

  private static Root ofJvm(HeapGraph graph, int node, Owners owners) {
    if (graph.isClass(node)) {
      return ofClass(graph, node, owners);
    }
    boolean pending = graph.isInstanceOf(node, JdkNames.REFERENCE) && graph.referent(node) < 0;
    int delay = pending ? PENDING_DELAY : FOREIGN_DELAY;
    return new Root(node, Root.Kind.JNI, graph.typeName(node), delay);
  }

  private static Root ofClass(HeapGraph graph, int node, Owners owners) {
    String name = graph.typeName(node);
    boolean users = owners.isUsersCode(node);
    Root.Kind kind = users ? Root.Kind.USER_CLASS : Root.Kind.CLASS;
    return new Root(node, kind, name, users ? 0 : FOREIGN_DELAY);
  }

  /** Other loaders' classes are reached through their loaders, if something holds those. */
  private static void addBuiltInClasses(HeapGraph graph, Owners owners, List<Root> roots) {
    for (int node = 0; node < graph.classes.size(); node++) {
      if (graph.classes.get(node).builtIn() && !ClassNames.isArray(graph.typeName(node))) {
        roots.add(ofClass(graph, node, owners));
      }
    }
  }

  /** A dump leaves out the instance fields of classes; the values of {@code ClassValue} are one. */
  static Root ofClassValue(int table) {
    return new Root(table, Root.Kind.CLASS_VALUE, "", FOREIGN_DELAY);
  }
}
