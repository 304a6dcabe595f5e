package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Of several ways to a survivor, one whose entry is in the user's own code wins, however long it
 * is: from a field of the user's, or the value of a {@code ThreadLocal} of the user's, through
 * collections of the JDK. Where the search took a library's way, it is put on the user's. To be
 * used before anything is named. For one thread.
 */
final class UserEntries {

  /** Through collections: who holds one holds what is in it. */
  static final Predicate<String> COLLECTIONS = name -> name.startsWith("java.util.");

  /** Through whatever the JDK makes of what it was given, but for threads and loaders. */
  static final Predicate<String> JDK =
      name ->
          ClassNames.isJdk(name)
              && !name.startsWith("java.lang.Thread")
              && !name.startsWith("java.lang.Module")
              && !name.contains("ClassLoader");

  private final StagedSearch found;
  private final HeapGraph graph;
  private final Reachability reached;
  private final boolean[] usersKind;
  private final boolean[] passedKind;
  private final boolean[] passedClass;

  /* By object, the last step of a way that began in the user's code. */
  private final Map<Integer, Step> steps = new HashMap<>();
  private final Deque<Integer> next = new ArrayDeque<>();

  private record Step(int from, int edge) {}

  /**
   * Made for a search.
   *
   * @param passed classes through whose objects a way may lead, by name
   */
  UserEntries(StagedSearch found, Predicate<String> passed) {
    this.found = found;
    graph = found.graph;
    reached = found.reached;
    usersKind = new boolean[graph.edgeKinds.size()];
    passedKind = new boolean[usersKind.length];
    for (int kind = 0; kind < usersKind.length; kind++) {
      Edge edge = graph.edgeKinds.get(kind);
      usersKind[kind] = found.owners.isUsersField(edge);
      passedKind[kind] = edge.kind() == Edge.Kind.FIELD && passed.test(edge.ownerName());
    }
    passedClass = new boolean[graph.classes.size()];
    for (int number = 0; number < passedClass.length; number++) {
      String name = graph.classes.get(number).name();
      passedClass[number] = ClassNames.isArray(name) || passed.test(name);
    }
  }

  /**
   * Puts first survivors on the user's way, where there is one.
   *
   * @param wanted those that are not the user's otherwise
   * @return those that are
   */
  BitSet prefer(BitSet wanted) {
    BitSet users = new BitSet();
    if (wanted.isEmpty()) {
      return users;
    }
    begin();
    for (Integer node = next.poll(); node != null; node = next.poll()) {
      if (wanted.get(node)) {
        users.set(node);
        putOnTheWay(node);
      } else if (isPassed(node)) {
        expand(node);
      }
    }
    return users;
  }

  private void begin() {
    for (int i = 0; i < reached.seen(); i++) {
      int node = reached.seen(i);
      if (!isOld(node)) {
        continue;
      }
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        int kind = graph.edgeKind[edge];
        if (kind >= 0
            && (usersKind[kind] || isOfUsersThreadLocal(node, edge))
            && reached.holds(node, edge)) {
          enter(node, edge);
        }
      }
    }
  }

  private boolean isOfUsersThreadLocal(int entry, int edge) {
    if (!found.threadLocals.isValue(edge)) {
      return false;
    }
    Edge field = found.threadLocals.fieldOf(entry);
    return field != null && found.owners.isUsersField(field);
  }

  /* Held other than through a survivor. */
  private boolean isOld(int node) {
    return reached.isHeld(node) && reached.owner(node) < 0;
  }

  private void enter(int from, int edge) {
    int target = graph.edgeTarget[edge];
    if (reached.isHeld(target) && !steps.containsKey(target)) {
      steps.put(target, new Step(from, edge));
      next.add(target);
    }
  }

  private boolean isPassed(int node) {
    return isOld(node) && !graph.isClass(node) && passedClass[graph.classOf[node]];
  }

  private void expand(int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (isInCollection(edge) && reached.holds(node, edge)) {
        enter(node, edge);
      }
    }
  }

  /* Unless what is at its beginning hangs on what it leads through. */
  private void putOnTheWay(int node) {
    List<Integer> way = new ArrayList<>();
    int each = node;
    Step step = steps.get(node);
    while (step != null) {
      way.add(each);
      each = step.from;
      step = isInCollection(step.edge) ? steps.get(each) : null;
    }
    for (int above = each; above >= 0; above = reached.parent(above)) {
      if (way.contains(above)) {
        return;
      }
    }
    for (int on : way) {
      Step last = steps.get(on);
      if (last != null) {
        reached.reroute(on, last.from, last.edge);
      }
    }
  }

  private boolean isInCollection(int edge) {
    int kind = graph.edgeKind[edge];
    return kind < 0 || passedKind[kind];
  }
}
