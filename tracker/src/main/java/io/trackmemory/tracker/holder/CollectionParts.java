package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the room of the JDK's collections: what they make and replace for themselves, whatever is
 * put in and taken out again, and what is no leak as long as nothing is in it. That is
 *
 * <ul>
 *   <li>what a field of a collection holds, but for nodes: arrays, views, levels, counters. No
 *       collection keeps there what it was given, but from its constructor on
 *   <li>what else its arrays of parts hold, but for nodes
 *   <li>nodes of concurrent collections without anything in them, which permit no null
 *   <li>nodes that a collection made in place of others, as it grew
 *   <li>nodes of a {@code TreeMap} with a key and a value from before: it moves an entry to the
 *       node of another that is removed
 *   <li>buffers of texts and bytes, {@link JdkNames#ROOM_FIELDS}, with nothing in them where that
 *       is known
 * </ul>
 *
 * <p>A node that has an entry is no room: nodes are named {@code Node} or {@code Entry}.
 */
final class CollectionParts {

  private final HeapGraph graph;
  private final boolean none;
  private final BitSet copies;
  private final BitSet filled;
  private final boolean[] survivor;
  /* Of classes: of the JDK's collections, or inside of them. */
  private final boolean[] isPart;
  private final boolean[] isNode;
  /* Of kinds of references. */
  private final boolean[] isOfCollection;
  private final boolean[] isRoomField;
  private final boolean[] isEntryField;
  private final boolean[] isText;

  /**
   * Finds collections.
   *
   * @param none if nothing is room
   * @param copies nodes that were made in place of others
   * @param filled what has something in its buffer
   * @param survivor what is not from before
   */
  CollectionParts(HeapGraph graph, boolean none, BitSet copies, BitSet filled, boolean[] survivor) {
    this.graph = graph;
    this.none = none;
    this.copies = copies;
    this.filled = filled;
    this.survivor = survivor;
    isPart = new boolean[graph.classes.size()];
    isNode = new boolean[isPart.length];
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 0; number < isPart.length; number++) {
      if (name(number).startsWith("java.util.")) {
        numbers.put(name(number), number);
      }
    }
    numbers.forEach((name, number) -> isPart[number] = isPart(name, number, numbers));
    numbers.forEach((name, number) -> isNode[number] = isNode(name));
    int kinds = graph.edgeKinds.size();
    isOfCollection = new boolean[kinds];
    isRoomField = new boolean[kinds];
    isEntryField = new boolean[kinds];
    isText = new boolean[kinds];
    for (int kind = 0; kind < kinds; kind++) {
      Edge edge = graph.edgeKinds.get(kind);
      if (edge.kind() == Edge.Kind.FIELD) {
        isOfCollection[kind] = isPart[edge.owner()] && !isNode[edge.owner()];
        isRoomField[kind] = JdkNames.ROOM_FIELDS.contains(edge.qualifiedName());
        isEntryField[kind] = JdkNames.ENTRY_FIELDS.contains(edge.field());
        isText[kind] = edge.qualifiedName().equals(JdkNames.TEXT);
      }
    }
  }

  private String name(int number) {
    return graph.classes.get(number).name();
  }

  private boolean isPart(String name, int number, Map<String, Integer> numbers) {
    if (name.endsWith("Itr") || name.endsWith("Iterator")) {
      return false; // has the element that comes next
    }
    String outermost = outermost(name);
    int declared = numbers.getOrDefault(outermost, -1);
    return JdkNames.COLLECTIONS.contains(outermost)
        || isCollection(number)
        || isCollection(declared);
  }

  private boolean isCollection(int number) {
    for (int each = number; each >= 0; each = graph.classes.get(each).superclass()) {
      if (JdkNames.COLLECTIONS.contains(name(each))) {
        return true;
      }
    }
    return false;
  }

  private static String outermost(String name) {
    int end = name.indexOf('$');
    return end < 0 ? name : name.substring(0, end);
  }

  private static boolean isNode(String name) {
    return name.indexOf('$') > 0 && (name.endsWith("Node") || name.endsWith("Entry"));
  }

  /**
   * Whether an object is room.
   *
   * @param from the object through which it was reached, -1 if it is a root
   * @param edge the reference over which it was reached
   */
  boolean isRoom(int from, int edge, int node) {
    if (none || graph.isClass(node)) {
      return false;
    }
    if (copies.get(node) || isEmptyNode(node) || isMoved(node)) {
      return true;
    }
    if (from < 0 || edge < 0 || filled.get(from)) {
      return false;
    }
    int kind = graph.edgeKind[edge];
    int type = graph.classOf[node];
    if (kind < 0) {
      return isPart[type] && !isNode[type] && isArrayOfParts(from);
    }
    return isRoomField[kind]
        || (isOfCollection[kind]
            && !isNode[type]
            && (name(type).startsWith("java.util.") || ClassNames.isArray(name(type))));
  }

  private boolean isArrayOfParts(int array) {
    String type = graph.typeName(array);
    return type.startsWith("java.util.") && type.indexOf('$') > 0;
  }

  /** Whether it is what a text has its letters in: room if the text is. */
  boolean isText(int edge) {
    return edge >= 0 && graph.edgeKind[edge] >= 0 && isText[graph.edgeKind[edge]];
  }

  /** Whether an object is a node of a concurrent collection with nothing in it. */
  boolean isEmptyNode(int node) {
    int type = graph.classOf[node];
    if (none || !isNode[type] || !isPart[type] || !name(type).startsWith("java.util.concurrent.")) {
      return false;
    }
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (isEntry(edge) && graph.edgeTarget[edge] != node) {
        return false;
      }
    }
    return true;
  }

  private boolean isMoved(int node) {
    if (!graph.typeName(node).equals(JdkNames.TREE_NODE)) {
      return false;
    }
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (isEntry(edge) && survivor[graph.edgeTarget[edge]]) {
        return false;
      }
    }
    return true;
  }

  private boolean isEntry(int edge) {
    return graph.edgeKind[edge] >= 0 && isEntryField[graph.edgeKind[edge]];
  }
}
