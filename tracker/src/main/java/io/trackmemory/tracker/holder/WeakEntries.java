package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The entries of maps with weak keys: references to their key that hold more (of {@code
 * WeakHashMap}, {@code ClassValue}, Guava), and nodes whose field for the key has a reference (of
 * concurrent maps under Byte Buddy's and Mockito's, Caffeine). The map keeps such an entry for as
 * long as something else holds the key, and no longer than to its next use after that. Known by the
 * names that all libraries give them, {@code Entry} and {@code Node}. Made in one walk.
 *
 * <p>A thread's table of {@code ThreadLocal}s is none: a value whose {@code ThreadLocal} is gone
 * may stay for as long as the thread.
 */
final class WeakEntries {

  private static final int NONE = -2;
  private static final int GONE = -1;

  private static final String RECORDER = "java.lang.TrackMemory";
  private static final String REFERENCES = "java.lang.ref.";

  private final HeapGraph graph;
  /* Of each class the topmost one above it that is named like an entry, itself included; or -1. */
  private final int[] family;
  private final boolean[] isReference;
  private final boolean[] hasValue; // of references: whether there is a field for one
  private final boolean[] isKeyField;
  private final boolean[] isFreeField;
  private final BitSet entries = new BitSet();
  private final BitSet keys = new BitSet();
  private final BitSet gone = new BitSet();
  private final BitSet goneKeys = new BitSet();
  private final BitSet special = new BitSet();
  private final long[] byKey; // the key, then its entry

  /** Finds them; none, if what they hold counts as held by the map, as the JVM has it. */
  WeakEntries(HeapGraph graph, boolean none) {
    this.graph = graph;
    family = new int[none ? 0 : graph.classes.size()];
    isReference = new boolean[family.length];
    for (int number = 0; number < family.length; number++) {
      family[number] = familyOf(number);
    }
    isKeyField = new boolean[graph.edgeKinds.size()];
    isFreeField = new boolean[isKeyField.length];
    for (int kind = 0; kind < isKeyField.length; kind++) {
      Edge edge = graph.edgeKinds.get(kind);
      isKeyField[kind] =
          edge.kind() == Edge.Kind.FIELD
              && (edge.field().startsWith("key")
                  || edge.field().endsWith("Key")
                  || edge.qualifiedName().equals(JdkNames.CLASS_VALUE_VERSION));
      isFreeField[kind] =
          edge.kind() == Edge.Kind.DEFINED_BY || edge.ownerName().startsWith(REFERENCES);
    }
    hasValue = new boolean[family.length];
    for (int number = 0; number < family.length; number++) {
      hasValue[number] = isReference[number] && family[number] >= 0 && hasValue(number);
    }
    byKey = none ? new long[0] : find();
    special.or(entries);
    special.or(gone);
    special.or(keys);
  }

  private boolean hasValue(int number) {
    BitSet line = new BitSet();
    for (int each = number; each >= 0; each = graph.classes.get(each).superclass()) {
      line.set(each);
    }
    return graph.edgeKinds.stream()
        .anyMatch(
            edge ->
                edge.kind() == Edge.Kind.FIELD
                    && line.get(edge.owner())
                    && !edge.ownerName().startsWith(REFERENCES)
                    && !edge.field().startsWith("next")
                    && !edge.field().startsWith("prev"));
  }

  private int familyOf(int number) {
    int topmost = -1;
    for (int each = number; each >= 0; each = graph.classes.get(each).superclass()) {
      String name = graph.classes.get(each).name();
      isReference[number] |= name.equals(JdkNames.REFERENCE);
      if (name.equals(JdkNames.THREAD_LOCAL_ENTRY)) {
        return -1;
      }
      if (name.endsWith("Entry") || name.endsWith("Node")) {
        topmost = each;
      }
    }
    return topmost;
  }

  private long[] find() {
    IntList keyOf = new IntList();
    IntList found = new IntList();
    for (int node = graph.classes.size(); node < graph.size(); node++) {
      int key = family[graph.classOf[node]] < 0 ? NONE : read(node);
      if (key == GONE && graph.typeName(node).equals(JdkNames.CLASS_VALUE_ENTRY)) {
        continue; // it gets another version at its next use
      }
      if (key >= 0) {
        keyOf.add(key);
        found.add(node);
        entries.set(node);
        keys.set(key);
      } else if (key == GONE) {
        gone.set(node);
        goneKeys.set(referenceOf(node));
      }
    }
    long[] pairs = new long[found.size()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = ((long) keyOf.get(i) << Integer.SIZE) | found.get(i);
    }
    Arrays.sort(pairs);
    return pairs;
  }

  private int read(int node) {
    if (isReference[graph.classOf[node]]) {
      boolean weak = !graph.isSoftReference(node); // most have a value to lose, not a key
      return weak && hasValue[graph.classOf[node]] ? graph.referent(node) : NONE;
    }
    int reference = keyReference(node);
    boolean none =
        reference < 0
            || isSetOfReferences(node, reference)
            || graph.typeName(reference).startsWith(RECORDER); // what we note of tasks is no value
    return none ? NONE : graph.referent(reference);
  }

  private int keyReference(int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      int target = graph.edgeTarget[edge];
      if (isKeyField[graph.edgeKind[edge]]
          && !graph.isClass(target)
          && isReference[graph.classOf[target]]) {
        return target;
      }
    }
    return -1;
  }

  /**
   * Whether a node is that of a set of plain references that no queue gets: these are what was put
   * in, and nobody is told when it could go.
   */
  private boolean isSetOfReferences(int node, int reference) {
    if (!graph.typeName(reference).startsWith(REFERENCES)) {
      return false;
    }
    int queue = graph.follow(reference, "queue");
    if (graph.follow(reference, "next") >= 0
        || (queue >= 0 && !graph.typeName(queue).equals(JdkNames.NO_QUEUE))) {
      return false;
    }
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      int target = graph.edgeTarget[edge];
      String type = graph.typeName(target);
      if (target != reference
          && !isFree(node, edge)
          && !type.equals("java.lang.Object")
          && !type.equals("java.lang.Boolean")) {
        return false;
      }
    }
    return true;
  }

  /** Whether an object is neither such an entry, be its key gone or not, nor the key of one. */
  boolean isPlain(int node) {
    return !special.get(node);
  }

  /** Whether an object is such an entry, and its key is there. */
  boolean isEntry(int node) {
    return entries.get(node);
  }

  /** Whether an object is such an entry whose key is gone. */
  boolean isGone(int node) {
    return gone.get(node);
  }

  /** Whether an object is the reference to the key of an entry whose key is gone. */
  boolean isGoneKey(int node) {
    return goneKeys.get(node);
  }

  /** Whether an object is the key of such an entry. */
  boolean isKey(int node) {
    return keys.get(node);
  }

  /** The key of such an entry. */
  int keyOf(int entry) {
    return graph.referent(referenceOf(entry));
  }

  private int referenceOf(int entry) {
    return isReference[graph.classOf[entry]] ? entry : keyReference(entry);
  }

  /** From now on an entry counts as holding what it holds, as that alone keeps its key. */
  void bind(int entry) {
    entries.clear(entry);
  }

  /** Where in the order of keys the entries of a key begin. */
  int firstOf(int key) {
    int at = Arrays.binarySearch(byKey, (long) key << Integer.SIZE);
    return at < 0 ? -1 - at : at;
  }

  /** The entry at a place in that order if it is one of the key, or -1. */
  int entryAt(int place, int key) {
    boolean there = place < byKey.length && byKey[place] >>> Integer.SIZE == key;
    return there ? (int) byKey[place] : -1;
  }

  /**
   * Whether a reference of such an entry leads to what does not depend on its key: the next entry,
   * its class, or what makes it a reference.
   */
  boolean isFree(int entry, int edge) {
    int target = graph.edgeTarget[edge];
    return isFreeField[graph.edgeKind[edge]]
        || (!graph.isClass(target)
            && family[graph.classOf[entry]] == family[graph.classOf[target]]);
  }
}
