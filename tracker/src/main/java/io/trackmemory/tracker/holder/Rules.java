package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.jdk.KnownHolder.Scope;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules of {@link KnownHolder}, matched once against the names in a dump. A rule is known by
 * its reason, the empty string stands for none.
 */
public final class Rules {

  private final HeapGraph graph;
  private final RuleIndex index;
  private final ThreadLocals threadLocals;
  private final JdkThreads jdkThreads;
  private final WeakEntries weak;
  private final boolean none;
  private final String[] ofEdgeKind;
  private final String[] ofClass;
  private final String[] ofObjects;

  /**
   * Matches rules.
   *
   * @param rules none if nothing is to be set apart, not even what the JDK does by itself
   */
  Rules(
      HeapReader.Content content,
      ThreadLocals threadLocals,
      WeakEntries weak,
      List<KnownHolder> rules) {
    graph = content.graph();
    index = new RuleIndex(rules);
    this.threadLocals = threadLocals;
    jdkThreads = new JdkThreads(content);
    this.weak = weak;
    none = rules.isEmpty();
    ofEdgeKind = graph.edgeKinds.stream().map(this::ruleOf).toArray(String[]::new);
    ofClass = match(Scope.CLASS);
    ofObjects = match(Scope.CLASS_ONLY);
  }

  private String[] match(Scope scope) {
    return graph.classes.stream()
        .map(type -> reason(type.name(), rule -> rule.covers(scope, type.name())))
        .toArray(String[]::new);
  }

  private String ruleOf(Edge kind) {
    String name = kind.qualifiedName();
    boolean isStatic = kind.kind() == Edge.Kind.STATIC_FIELD;
    return reason(name, rule -> rule.coversField(isStatic, kind.ownerName(), name));
  }

  private String reason(String name, Predicate<KnownHolder> matches) {
    return index.first(name, matches).map(KnownHolder::reason).orElse("");
  }

  /** Why what is reached over this reference is set apart. */
  String ofEdge(int from, int edge) {
    if (none) {
      return "";
    }
    if (threadLocals.isValue(edge) && threadLocals.isOfJdk(from)) {
      return KnownHolder.CACHES;
    }
    Edge kind = graph.kindOf(edge);
    if (kind != null && jdkThreads.contains(from) && JdkThreads.isPartOfThread(kind)) {
      return KnownHolder.JDK_THREADS;
    }
    String field = kind == null ? "" : ofEdgeKind[graph.edgeKind[edge]];
    return field.isEmpty() ? ofNode(graph.edgeTarget[edge]) : field;
  }

  /** Whether a thread is one that the JDK keeps for everybody, and what it keeps is set apart. */
  boolean isThreadOfJdk(int node) {
    return !none && jdkThreads.contains(node);
  }

  /** Whether it is the field, not what the reference leads to, that a pattern names. */
  boolean isOfField(int edge, String rule) {
    return graph.edgeKind[edge] >= 0 && ofEdgeKind[graph.edgeKind[edge]].equals(rule);
  }

  /** Why an object and what it holds is set apart. */
  String ofNode(int node) {
    return graph.isClass(node) ? "" : ofClass[graph.classOf[node]];
  }

  /** Why an object is no leak itself, although what it holds may be one. */
  public String structureReason(int node) {
    if (none || graph.isClass(node)) {
      return "";
    }
    if (isThreadOfJdk(node)) {
      return KnownHolder.JDK_THREADS;
    }
    return weak.isGone(node) ? KnownHolder.GONE_KEY : ofObjects[graph.classOf[node]];
  }
}
