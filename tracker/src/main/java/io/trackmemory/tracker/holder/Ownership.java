package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.jdk.KnownHolder.Reach;
import java.util.BitSet;

/**
 * Tells which survivors are the user's, so that one run decides, and which are state that a library
 * keeps. A survivor is the user's if it is the user's own ({@link Owners#isMine}), leads to one
 * that is or hangs on one, or if the entry is the user's: the nearest reference above the first
 * survivor that is in nobody's collection but in a field of the user's or of a library's code.
 * Where there is none, the root decides. For one thread.
 */
public final class Ownership {

  private final StagedSearch found;
  private final HeapGraph graph;
  private final Reachability reached;
  private final BitSet mine = new BitSet();
  private final BitSet leadsToMine = new BitSet();
  private final BitSet heldByUser = new BitSet();

  public Ownership(StagedSearch found) {
    this.found = found;
    graph = found.graph;
    reached = found.reached;
    for (int node : found.probed.survivors()) {
      if (node >= 0
          && found.survivor[node]
          && reached.owner(node) >= 0
          && !reached.isClaimedRoom(node)
          && found.owners.isMine(node)
          && !isOfLibrarysCycle(node)) {
        mine.set(node);
        markAbove(node);
      }
    }
    BitSet ofLibraries = new BitSet();
    BitSet users = new BitSet();
    for (int first : reached.firstSurvivors()) {
      if (!isEntryUsersField(first)) {
        (isYours(first) ? users : ofLibraries).set(first);
      }
    }
    heldByUser.or(new UserEntries(found, UserEntries.COLLECTIONS).prefer(ofLibraries));
    new UserEntries(found, UserEntries.JDK).prefer(users); // which only names the holder
  }

  /* All that such a map of a library keeps is the library's, were it of the user's own class. */
  private boolean isOfLibrarysCycle(int node) {
    return reached.isOfCycle(node) && !isEntryYours(reached.owner(node));
  }

  private void markAbove(int node) {
    int first = reached.owner(node);
    for (int each = node; isBelow(each, first) && !leadsToMine.get(each); ) {
      leadsToMine.set(each);
      each = reached.parent(each);
    }
    leadsToMine.set(first); // a weak key leads there by another way
  }

  private boolean isBelow(int node, int first) {
    return node >= 0 && reached.owner(node) == first;
  }

  /** Whether a survivor is the user's own, whoever holds it. */
  public boolean isMine(int survivor) {
    return mine.get(survivor);
  }

  /** Whether a survivor that is held is the user's. */
  public boolean isYours(int survivor) {
    if (leadsToMine.get(survivor)) {
      return true;
    }
    int first = reached.owner(survivor);
    if (reached.isClaimedRoom(survivor)) {
      return isYours(first);
    }
    for (int each = survivor; isBelow(each, first); each = reached.parent(each)) {
      if (mine.get(each)) {
        return true;
      }
    }
    return mine.get(first) || heldByUser.get(first) || isBehindRule(first) || isEntryYours(first);
  }

  /* What rules of the JDK do not set apart of a cache or a registry is there for the user's code. */
  private boolean isBehindRule(int first) {
    Reach reach = KnownHolder.reach(reached.heldBehind(first));
    return reach != Reach.ALL && reach != Reach.PATTERN;
  }

  private boolean isEntryYours(int first) {
    int entry = entryOf(first);
    if (reached.parent(entry) < 0) {
      return isRootYours(entry, first);
    }
    int edge = reached.parentEdge(entry);
    return found.threadLocals.isValue(edge)
        ? isThreadLocalYours(reached.parent(entry), first)
        : isUsersField(edge);
  }

  private boolean isEntryUsersField(int first) {
    int entry = entryOf(first);
    return reached.parent(entry) >= 0 && isUsersField(reached.parentEdge(entry));
  }

  private boolean isUsersField(int edge) {
    Edge kind = graph.kindOf(edge);
    return kind != null && found.owners.isUsersField(kind);
  }

  /* What the entry leads to, or the root where there is none. */
  private int entryOf(int first) {
    int node = first;
    while (reached.parent(node) >= 0) {
      int edge = reached.parentEdge(node);
      Edge kind = edge < 0 ? null : graph.kindOf(edge);
      if (kind != null
          && isField(kind)
          && (found.threadLocals.isValue(edge) || !JdkNames.isPassedOn(kind.ownerName()))) {
        return node;
      }
      node = reached.parent(node);
    }
    return node;
  }

  private static boolean isField(Edge kind) {
    return kind.kind() == Edge.Kind.FIELD || kind.kind() == Edge.Kind.STATIC_FIELD;
  }

  /* One that is gone, or that no field has, may be anybody's: its value tells. */
  private boolean isThreadLocalYours(int entry, int first) {
    Edge field = found.threadLocals.fieldOf(entry);
    if (field != null) {
      return found.owners.isUsersField(field);
    }
    int key = graph.referent(entry);
    return (key >= 0 && found.owners.isUsers(graph.classOf[key])) || !isOfLibrary(first);
  }

  private boolean isRootYours(int node, int first) {
    Root root = reached.rootOf(node);
    if (root == null) {
      return true;
    }
    return switch (root.kind()) {
      case EXTRA, USER_CLASS -> true;
      case THREAD -> node == first ? !isOfLibrary(node) : found.owners.isUsers(graph.classOf[node]);
      case JNI, HIDDEN, CLEAN_UP -> !isOfLibrary(first);
      case CLASS, CLASS_VALUE -> false;
    };
  }

  private boolean isOfLibrary(int survivor) {
    return found.owners.isMadeByLibrary(survivor)
        || !(found.owners.isUsers(graph.classOf[survivor])
            || ClassNames.isJdk(graph.typeName(survivor))
            || graph.isClass(survivor));
  }
}
