package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.jdk.KnownHolder.Scope;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private final boolean[] isPartOfThread;
  /* Known once asked for: most classes in a dump have no object. */
  private final @Nullable String[] ofEdgeKind;
  private final @Nullable String[] ofClass;
  private final @Nullable String[] ofObjects;

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
    ofEdgeKind = new String[graph.edgeKinds.size()];
    ofClass = new String[graph.classes.size()];
    ofObjects = new String[ofClass.length];
    isPartOfThread = new boolean[ofEdgeKind.length];
    for (int kind = 0; kind < isPartOfThread.length; kind++) {
      isPartOfThread[kind] = JdkThreads.isPartOfThread(graph.edgeKinds.get(kind));
    }
  }

  private String ofClass(@Nullable String[] known, Scope scope, int number) {
    String reason = known[number];
    if (reason == null) {
      String name = graph.classes.get(number).name();
      reason = reason(name, rule -> rule.covers(scope, name));
      known[number] = reason;
    }
    return reason;
  }

  private String ofEdgeKind(int number) {
    String reason = ofEdgeKind[number];
    if (reason == null) {
      Edge kind = graph.edgeKinds.get(number);
      boolean isStatic = kind.kind() == Edge.Kind.STATIC_FIELD;
      reason =
          reason(
              kind.ownerName(),
              rule -> rule.coversField(isStatic, kind.ownerName(), kind.qualifiedName()));
      ofEdgeKind[number] = reason;
    }
    return reason;
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
    int kind = graph.edgeKind[edge];
    if (kind >= 0 && isPartOfThread[kind] && jdkThreads.contains(from)) {
      return KnownHolder.JDK_THREADS;
    }
    String field = kind < 0 ? "" : ofEdgeKind(kind);
    return field.isEmpty() ? ofNode(graph.edgeTarget[edge]) : field;
  }

  /** Whether a reference is of a kind that is the same whatever object has it, and has no rule. */
  boolean hasPlainKind(int edge) {
    int kind = graph.edgeKind[edge];
    return none
        || kind < 0
        || (!isPartOfThread[kind] && !threadLocals.isValue(edge) && ofEdgeKind(kind).isEmpty());
  }

  /** Whether a thread is one that the JDK keeps for everybody, and what it keeps is set apart. */
  boolean isThreadOfJdk(int node) {
    return !none && jdkThreads.contains(node);
  }

  /** Whether it is the field, not what the reference leads to, that a pattern names. */
  boolean isOfField(int edge, String rule) {
    return graph.edgeKind[edge] >= 0 && ofEdgeKind(graph.edgeKind[edge]).equals(rule);
  }

  /** Why an object and what it holds is set apart. */
  String ofNode(int node) {
    return graph.isClass(node) ? "" : ofClass(ofClass, Scope.CLASS, graph.classOf[node]);
  }

  /** Why an object is no leak itself, although what it holds may be one. */
  public String structureReason(int node) {
    if (none || graph.isClass(node)) {
      return "";
    }
    if (isThreadOfJdk(node)) {
      return KnownHolder.JDK_THREADS;
    }
    return weak.isGone(node)
        ? KnownHolder.GONE_KEY
        : ofClass(ofObjects, Scope.CLASS_ONLY, graph.classOf[node]);
  }
}
