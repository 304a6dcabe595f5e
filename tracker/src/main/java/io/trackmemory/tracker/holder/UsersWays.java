package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import java.util.BitSet;

/** Tells whether the way to an object goes through a field of the user's. For one thread. */
final class UsersWays {

  private final HeapGraph graph;
  private final Owners owners;
  private final BitSet known = new BitSet();
  private final BitSet users = new BitSet();

  UsersWays(HeapGraph graph, Owners owners) {
    this.graph = graph;
    this.owners = owners;
  }

  /** Whether the way to an object that has been reached does. */
  boolean leadTo(int node, Reachability reached) {
    int each = node;
    while (!known.get(each) && reached.parent(each) >= 0 && !isUsers(reached.parentEdge(each))) {
      each = reached.parent(each);
    }
    boolean found = known.get(each) ? users.get(each) : reached.parent(each) >= 0;
    for (int on = node; on != each; on = reached.parent(on)) {
      note(on, found);
    }
    note(each, found);
    return found;
  }

  private void note(int node, boolean found) {
    known.set(node);
    users.set(node, found);
  }

  private boolean isUsers(int edge) {
    Edge kind = graph.kindOf(edge);
    return kind != null && owners.isUsersField(kind);
  }
}
