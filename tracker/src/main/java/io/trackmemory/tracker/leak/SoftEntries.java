package io.trackmemory.tracker.leak;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Objects that are there for a softly reachable one: the soft reference, the entry of a collection
 * that has it, and what else only that entry holds, its key; also the table of a collection of
 * nothing else. The collection drops them once memory is short and the reference is cleared, so
 * they come and go with their value. A soft reference that has been cleared is an object like all
 * others.
 */
final class SoftEntries {

  private static final byte UNKNOWN = 0;
  private static final byte NO = 1;
  private static final byte YES = 2;

  private final HeapGraph graph;
  private final Reachability reached;
  private final byte[] known;

  SoftEntries(HeapGraph graph, Reachability reached) {
    this.graph = graph;
    this.reached = reached;
    known = new byte[graph.size()];
  }

  /** Whether a node, which has been reached, is there for a soft value only. */
  boolean contains(int node) {
    IntList way = new IntList();
    int each = node;
    while (each >= 0 && known[each] == UNKNOWN && !isSoft(each)) {
      way.add(each);
      each = reached.parent(each);
    }
    byte answer = each < 0 || known[each] == NO ? NO : YES;
    if (each >= 0) {
      known[each] = answer;
    }
    for (int i = 0; i < way.size(); i++) {
      known[way.get(i)] = answer;
    }
    return known[node] == YES;
  }

  private boolean isSoft(int node) {
    return isPart(node) || isTable(node);
  }

  private boolean isPart(int node) {
    return !graph.isClass(node) && (isAlive(node) || (isEntry(node) && hasSoftValue(node)));
  }

  private boolean isTable(int node) {
    return !graph.isClass(node)
        && ClassNames.isArray(graph.typeName(node))
        && reached.isCollectionPart(node)
        && referred(node).anyMatch(target -> !graph.isClass(target))
        && referred(node).allMatch(target -> graph.isClass(target) || isPart(target));
  }

  private IntStream referred(int node) {
    return Arrays.stream(graph.edgeTarget, graph.firstEdge[node], graph.firstEdge[node + 1])
        .filter(target -> target >= 0);
  }

  private boolean isAlive(int node) {
    if (!graph.isSoftReference(node)) {
      return false;
    }
    int referent = graph.referent(node);
    return referent >= 0 && !reached.isHeld(referent);
  }

  private boolean isEntry(int node) {
    String name = graph.typeName(node);
    return name.endsWith("Entry") || name.endsWith("Node");
  }

  private boolean hasSoftValue(int node) {
    return referred(node).anyMatch(target -> !graph.isClass(target) && isAlive(target));
  }
}
