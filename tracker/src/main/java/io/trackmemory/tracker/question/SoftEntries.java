package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.holder.Reachability;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are there for a soft reference: the reference itself, the entry of a collection that
 * has it, and what else only that entry holds, its key; also the table of a collection of nothing
 * else. While the reference holds a value, they come and go with it, as the collection drops them
 * once memory is short and the reference is cleared; after that they are objects like all others,
 * which are known so that clearing alone makes nothing seem new.
 */
final class SoftEntries {

  /** What a node is there for. */
  enum Role {
    /** Something else. */
    NONE,
    /** A value that lives while memory lasts. */
    SOFT,
    /** A value that is gone. */
    CLEARED
  }

  private final HeapGraph graph;
  private final Reachability reached;
  private final boolean[] isEntry;
  private final @Nullable Role[] known;

  SoftEntries(HeapGraph graph, Reachability reached) {
    this.graph = graph;
    this.reached = reached;
    isEntry = new boolean[graph.classes.size()];
    for (int number = 0; number < isEntry.length; number++) {
      String name = graph.classes.get(number).name();
      isEntry[number] = name.endsWith("Entry") || name.endsWith("Node");
    }
    known = new Role[graph.size()];
  }

  /** What a node, which has been reached, is there for. */
  Role role(int node) {
    int each = node;
    Role role = Role.NONE;
    while (each >= 0) {
      Role before = known[each];
      role = before == null ? own(each) : before;
      if (before != null || role != Role.NONE) {
        break;
      }
      each = reached.parent(each);
    }
    for (int on = node; on >= 0 && known[on] == null; on = reached.parent(on)) {
      known[on] = role;
      if (on == each) {
        break;
      }
    }
    return role;
  }

  private Role own(int node) {
    if (graph.isClass(node)) {
      return Role.NONE;
    }
    Role role = ofPart(node);
    return role == Role.NONE && isTable(node) ? ofElements(node) : role;
  }

  private Role ofPart(int node) {
    Role role = ofReference(node);
    return role == Role.NONE && isEntry(node) ? ofElements(node) : role;
  }

  private Role ofReference(int node) {
    if (!graph.isSoftReference(node)) {
      return Role.NONE;
    }
    int referent = graph.referent(node);
    if (referent < 0) {
      return Role.CLEARED;
    }
    return reached.isHeld(referent) ? Role.NONE : Role.SOFT;
  }

  /** That of a soft value, if there is one; else that of one that is gone. */
  private Role ofElements(int node) {
    boolean entry = isEntry(node);
    Role most = Role.NONE;
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      int target = graph.edgeTarget[edge];
      if (graph.isClass(target)) {
        continue;
      }
      Role role = entry ? ofReference(target) : ofPart(target);
      if (role == Role.SOFT) {
        return role;
      }
      most = role == Role.CLEARED ? role : most;
    }
    return most;
  }

  private boolean isTable(int node) {
    return ClassNames.isArray(graph.typeName(node))
        && reached.isCollectionPart(node)
        && Arrays.stream(graph.edgeTarget, graph.firstEdge[node], graph.firstEdge[node + 1])
            .allMatch(target -> graph.isClass(target) || ofPart(target) != Role.NONE);
  }

  private boolean isEntry(int node) {
    return isEntry[graph.classOf[node]];
  }
}
