package io.trackmemory.tracker.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The rules of {@link KnownHolder}, matched once against the names in a dump so that the search
 * compares numbers.
 */
final class Rules {

  static final int NONE = -1;

  private static final String EMPTY_NODE = "empty node of a queue";

  /** Queues that keep one node without an item; it was made for the last element taken. */
  private static final Set<String> QUEUE_NODES =
      Set.of(
          "java.util.concurrent.LinkedBlockingQueue$Node",
          "java.util.concurrent.ConcurrentLinkedQueue$Node",
          "java.util.concurrent.ConcurrentLinkedDeque$Node",
          "java.util.concurrent.LinkedTransferQueue$Node",
          "java.util.concurrent.LinkedTransferQueue$DualNode");

  private final HeapGraph graph;
  private final List<KnownHolder> holders;
  private final ThreadLocals threadLocals;
  private final JdkThreads jdkThreads;
  private final int jdkCaches;
  private final int jdkThreadParts;
  private final int[] ofEdgeKind;
  private final int[] ofClass;
  private final int[] ofObjects;
  private final boolean[] queueNode;

  Rules(HeapGraph graph, ThreadLocals threadLocals, JdkThreads jdkThreads, List<String> ignore) {
    this(graph, threadLocals, jdkThreads, KnownHolder.withIgnored(ignore), QUEUE_NODES);
  }

  private Rules(
      HeapGraph graph,
      ThreadLocals threadLocals,
      JdkThreads jdkThreads,
      List<KnownHolder> holders,
      Set<String> queueNodes) {
    this.graph = graph;
    this.threadLocals = threadLocals;
    this.jdkThreads = jdkThreads;
    this.holders = holders;
    ofEdgeKind = new int[graph.edgeKinds.size()];
    Arrays.setAll(ofEdgeKind, i -> ruleOf(kind(i)));
    ofClass = match(graph.classes.size(), (rule, i) -> rule.coversClass(className(i)));
    ofObjects = match(graph.classes.size(), (rule, i) -> rule.coversObjectsOnly(className(i)));
    jdkCaches = firstWithReason(KnownHolder.CACHES);
    jdkThreadParts = firstWithReason(JdkThreads.REASON);
    queueNode = new boolean[graph.classes.size()];
    for (int i = 0; i < queueNode.length; i++) {
      queueNode[i] = queueNodes.contains(className(i));
    }
  }

  /** Rules that set nothing apart. */
  static Rules none(HeapGraph graph, ThreadLocals threadLocals) {
    return new Rules(graph, threadLocals, JdkThreads.NONE, List.of(), Set.of());
  }

  private interface Matcher {
    boolean matches(KnownHolder rule, int number);
  }

  private int[] match(int size, Matcher matcher) {
    int[] rules = new int[size];
    Arrays.setAll(rules, number -> firstOf(rule -> matcher.matches(holders.get(rule), number)));
    return rules;
  }

  private int ruleOf(Edge kind) {
    String name = kind.qualifiedName();
    return firstOf(rule -> holders.get(rule).coversField(kind, name));
  }

  private int firstWithReason(String reason) {
    return firstOf(rule -> holders.get(rule).reason().equals(reason));
  }

  private int firstOf(IntPredicate matches) {
    for (int rule = 0; rule < holders.size(); rule++) {
      if (matches.test(rule)) {
        return rule;
      }
    }
    return NONE;
  }

  private Edge kind(int number) {
    return graph.edgeKinds.get(number);
  }

  private String className(int number) {
    return graph.classes.get(number).name();
  }

  /** The rule that sets apart what is reached over this reference, or {@link #NONE}. */
  int ofEdge(int from, int edge) {
    int kind = graph.edgeKind[edge];
    if (threadLocals.isValue(edge) && threadLocals.isOfJdk(from)) {
      return jdkCaches;
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
    return holders.get(rule).reason();
  }

  /** Whether an object is no leak itself, although what it holds may be one. */
  boolean isStructure(int node) {
    return !graph.isClass(node)
        && (ofObjects[graph.classOf[node]] != NONE
            || isEmptyQueueNode(node)
            || jdkThreads.contains(node));
  }

  String structureReason(int node) {
    if (jdkThreads.contains(node)) {
      return JdkThreads.REASON;
    }
    int rule = ofObjects[graph.classOf[node]];
    return rule == NONE ? EMPTY_NODE : reason(rule);
  }

  private boolean isEmptyQueueNode(int node) {
    return queueNode[graph.classOf[node]] && graph.follow(node, "item") < 0;
  }
}
