package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the way by which an object was reached into a chain of references for people. A static
 * field cuts off what leads to its class; the same reference many times over is one link.
 */
public final class ChainBuilder {

  private final HeapGraph graph;
  private final Reachability reached;
  private final ThreadLocals threadLocals;
  private final Owners owners;

  ChainBuilder(HeapGraph graph, Reachability reached, ThreadLocals threadLocals, Owners owners) {
    this.graph = graph;
    this.reached = reached;
    this.threadLocals = threadLocals;
    this.owners = owners;
  }

  /** The chain from a root to {@code node}. */
  public ReferenceChain chainTo(int node) {
    Links links = new Links();
    String threadLocal = "";
    int each = node;
    while (reached.parent(each) >= 0 && !graph.isStatic(reached.parentEdge(each))) {
      int edge = reached.parentEdge(each);
      each = reached.parent(each);
      links.add(link(each, edge));
      if (threadLocals.isValue(edge)) {
        threadLocal = "ThreadLocal " + threadLocals.nameOf(each) + " of ";
      }
    }
    String root = threadLocal + describe(each);
    if (reached.parent(each) >= 0) {
      links.add(link(reached.parent(each), reached.parentEdge(each)));
      root = "static field of " + graph.typeName(reached.parent(each));
    }
    return new ReferenceChain(root, links.to(graph.typeName(node)));
  }

  private String describe(int node) {
    Root root = reached.rootOf(node);
    return root == null ? graph.typeName(node) : root.description();
  }

  private ChainLink link(int node, int edge) {
    String typeName = graph.typeName(node);
    Edge kind = graph.kindOf(edge);
    if (kind == null) {
      int number = -1 - graph.edgeKind[edge];
      String index = ClassNames.isHashTable(typeName) ? "[*]" : "[" + number + "]";
      return new ChainLink(typeName, index, false);
    }
    if (threadLocals.isValue(edge)) {
      Edge field = threadLocals.fieldOf(node);
      return field == null
          ? new ChainLink(typeName, "value", false)
          : new ChainLink(
              typeName, "value of " + field.qualifiedName(), owners.isUsersField(field));
    }
    boolean own = graph.firstEdge[node] <= edge && edge < graph.firstEdge[node + 1];
    return new ChainLink(
        typeName,
        own ? reference(node, kind) : "weak key of " + kind.qualifiedName(),
        isToMend(node, kind));
  }

  /* What the action itself captured tells less than the field behind it. */
  private boolean isToMend(int node, Edge kind) {
    Root root = reached.rootOf(node);
    return owners.isUsersField(kind)
        && (root == null
            || root.kind() != Root.Kind.EXTRA
            || !ClassNames.isLambda(kind.ownerName()));
  }

  private String reference(int node, Edge kind) {
    return switch (kind.kind()) {
      case STATIC_FIELD -> "static " + kind.field();
      case DEFINED_CLASS -> "defined class";
      case DEFINED_BY -> graph.isClass(node) ? "class loader" : "class";
      case FIELD, REFERENT ->
          ClassNames.isLambda(kind.ownerName()) ? "captured " + kind.field() : kind.field();
    };
  }

  /** The links from an object to its root, folded as they come: lists may be long. */
  private static final class Links {
    private final List<ChainLink> folded = new ArrayList<>();
    private @Nullable ChainLink last;
    private int times;

    void add(ChainLink link) {
      if (!link.equals(last)) {
        end();
        last = link;
        times = 0;
      }
      times++;
    }

    private void end() {
      if (last != null) {
        folded.add(times == 1 ? last : repeated(last, times));
      }
    }

    /** From the root to an object of a type. */
    List<ChainLink> to(String typeName) {
      end();
      Collections.reverse(folded);
      folded.add(new ChainLink(typeName, "", false));
      return folded;
    }
  }

  private static ChainLink repeated(ChainLink link, int times) {
    return new ChainLink(
        link.typeName(), link.reference() + " (" + times + " times)", link.userCode());
  }
}
