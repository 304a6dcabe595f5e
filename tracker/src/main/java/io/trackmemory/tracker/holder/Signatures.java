package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names holders by the way that leads from them, so that the name is the same in every run: the
 * root, then the fields, without those of the JDK's own classes (collections, threads), without
 * indexes, and without a field that comes again (the {@code next} of a list). Survivors with the
 * same signature have the same holder.
 */
public final class Signatures {

  private static final int UNKNOWN = -1;

  private final HeapGraph graph;
  private final Reachability reached;
  private final ThreadLocals threadLocals;

  private final List<Part> parts = new ArrayList<>();
  private final Map<Part, Integer> numberOf = new HashMap<>();
  private final int[] ofNode;

  Signatures(HeapGraph graph, Reachability reached, ThreadLocals threadLocals) {
    this.graph = graph;
    this.reached = reached;
    this.threadLocals = threadLocals;
    ofNode = new int[graph.size()];
    Arrays.fill(ofNode, UNKNOWN);
  }

  /** One part of a signature after the parts before it, -1 before the first. */
  private record Part(int before, String key, String text) {}

  /** Number of the signature of a held object; equal numbers are equal holders. */
  public int numberOf(int node) {
    int parent = reached.parent(node);
    if (ofNode[node] == UNKNOWN && parent < 0) {
      ofNode[node] = start(rootSignature(node));
    } else if (ofNode[node] == UNKNOWN && ofNode[parent] != UNKNOWN) {
      ofNode[node] = extend(ofNode[parent], parent, reached.parentEdge(node));
    }
    return ofNode[node] == UNKNOWN ? numberOfAll(node) : ofNode[node];
  }

  private int numberOfAll(int node) {
    IntList way = new IntList();
    for (int each = node; each >= 0 && ofNode[each] == UNKNOWN; each = reached.parent(each)) {
      way.add(each);
    }
    for (int i = way.size() - 1; i >= 0; i--) {
      numberOf(way.get(i));
    }
    return ofNode[node];
  }

  private String rootSignature(int node) {
    Root root = reached.rootOf(node);
    return root == null ? graph.typeName(node) : root.signature();
  }

  private int extend(int before, int from, int edge) {
    Edge kind = graph.kindOf(edge);
    if (kind == null) {
      return before;
    }
    if (kind.kind() == Edge.Kind.STATIC_FIELD) {
      return start(kind.qualifiedName());
    }
    if (threadLocals.isValue(edge)) {
      return start(threadLocal(before, from));
    }
    boolean folded = kind.kind() != Edge.Kind.FIELD || ClassNames.isJdk(kind.ownerName());
    return folded ? before : append(before, kind);
  }

  private String threadLocal(int before, int entry) {
    String name = "ThreadLocal " + threadLocals.nameOf(entry);
    return threadLocals.fieldOf(entry) != null ? name : name + " of " + text(before);
  }

  private int start(String text) {
    return number(new Part(-1, text, text));
  }

  private int append(int before, Edge field) {
    String key = field.qualifiedName();
    for (int part = before; part >= 0; part = parts.get(part).before()) {
      if (parts.get(part).key().equals(key)) {
        return part;
      }
    }
    return number(new Part(before, key, text(before) + "." + field.field()));
  }

  private int number(Part part) {
    return numberOf.computeIfAbsent(
        part,
        key -> {
          parts.add(key);
          return parts.size() - 1;
        });
  }

  /** The signature with a number: {@code com.acme.Registry.SESSIONS}. */
  public String text(int number) {
    return parts.get(number).text();
  }
}
