package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.jdk.KnownHolder.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of {@link KnownHolder}, matched once against the names in a dump so that the search
 * compares numbers.
 */
public final class Rules {

  static final int NONE = -1;

  private final HeapGraph graph;
  private final RuleIndex index;
  private final ThreadLocals threadLocals;
  private final JdkThreads jdkThreads;
  private final int jdkCaches;
  private final int jdkThreadParts;
  private final int[] ofEdgeKind;
  private final int[] ofClass;
  private final int[] ofObjects;
  private final int[] ofCleared;
  private final CollectionParts parts;

  Rules(HeapGraph graph, ThreadLocals threadLocals, JdkThreads jdkThreads, List<String> ignore) {
    this(
        graph,
        threadLocals,
        jdkThreads,
        new RuleIndex(KnownHolder.withIgnored(ignore)),
        CollectionParts.of(graph));
  }

  private Rules(
      HeapGraph graph,
      ThreadLocals threadLocals,
      JdkThreads jdkThreads,
      RuleIndex index,
      CollectionParts parts) {
    this.graph = graph;
    this.threadLocals = threadLocals;
    this.jdkThreads = jdkThreads;
    this.index = index;
    ofEdgeKind = new int[graph.edgeKinds.size()];
    Arrays.setAll(ofEdgeKind, i -> ruleOf(kind(i)));
    ofClass = match(Scope.CLASS);
    ofObjects = match(Scope.CLASS_ONLY);
    jdkCaches = index.withReason(KnownHolder.CACHES);
    jdkThreadParts = index.withReason(JdkThreads.REASON);
    ofCleared = match(Scope.CLEARED);
    this.parts = parts;
  }

  /** Rules that set nothing apart. */
  public static Rules none(HeapGraph graph, ThreadLocals threadLocals) {
    return new Rules(
        graph,
        threadLocals,
        JdkThreads.NONE,
        new RuleIndex(List.of()),
        CollectionParts.none(graph));
  }

  private int[] match(Scope scope) {
    int[] rules = new int[graph.classes.size()];
    Arrays.setAll(
        rules,
        number -> {
          String name = graph.classes.get(number).name();
          return index.first(name, rule -> rule.covers(scope, name));
        });
    return rules;
  }

  private int ruleOf(Edge kind) {
    String name = kind.qualifiedName();
    boolean isStatic = kind.kind() == Edge.Kind.STATIC_FIELD;
    return index.first(name, rule -> rule.coversField(isStatic, kind.ownerName(), name));
  }

  private Edge kind(int number) {
    return graph.edgeKinds.get(number);
  }

  /** The rule that sets apart what is reached over this reference, or {@link #NONE}. */
  int ofEdge(int from, int edge) {
    int kind = graph.edgeKind[edge];
    if (threadLocals.isValue(edge) && threadLocals.isOfJdk(from)) {
      return jdkCaches;
    }
    int cleared = ofCleared(from);
    if (cleared != NONE && graph.classOf[from] != graph.classOf[graph.edgeTarget[edge]]) {
      return cleared; // but the next entry
    }
    if (kind >= 0 && jdkThreads.contains(from) && JdkThreads.isPartOfThread(kind(kind))) {
      return jdkThreadParts;
    }
    if (kind >= 0 && ofEdgeKind[kind] != NONE) {
      return ofEdgeKind[kind];
    }
    return ofNode(graph.edgeTarget[edge]);
  }

  /** The rule that sets apart an object and what it holds, or {@link #NONE}. */
  int ofNode(int node) {
    return graph.isClass(node) ? NONE : ofClass[graph.classOf[node]];
  }

  String reason(int rule) {
    return index.rule(rule).reason();
  }

  /** Whether an object is no leak itself, although what it holds may be one. */
  public boolean isStructure(int node) {
    return !graph.isClass(node) && !structureReason(node).isEmpty();
  }

  /** Why an object, not a class, is no leak itself; empty if it may be one. */
  public String structureReason(int node) {
    if (jdkThreads.contains(node)) {
      return JdkThreads.REASON;
    }
    int rule = ofCleared(node) == NONE ? ofObjects[graph.classOf[node]] : ofCleared(node);
    return rule == NONE ? parts.reason(node) : reason(rule);
  }

  /** The rule for an object that is a reference to one that is gone, or {@link #NONE}. */
  private int ofCleared(int node) {
    int rule = graph.isClass(node) ? NONE : ofCleared[graph.classOf[node]];
    return rule == NONE || graph.referent(node) >= 0 ? NONE : rule;
  }
}
