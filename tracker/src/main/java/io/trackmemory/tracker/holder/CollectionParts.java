package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.jdk.JdkNames;
import java.util.HashSet;
import java.util.Set;

/**
 * Parts that a collection of the JDK keeps or replaces by itself whatever was put in and taken out:
 * no leak themselves, although what they hold may be one.
 */
final class CollectionParts {

  private static final String EMPTY_NODE = "empty node of a queue";
  private static final String COPIED = "array of a copy-on-write list, replaced by each change";

  /** Queues that keep one node without an item; it was made for the last element taken. */
  private static final Set<String> QUEUE_NODES =
      Set.of(
          JdkNames.BLOCKING_NODE,
          JdkNames.QUEUE_NODE,
          JdkNames.DEQUE_NODE,
          JdkNames.TRANSFER_NODE,
          JdkNames.DUAL_NODE);

  private final HeapGraph graph;
  private final Set<Integer> copied = new HashSet<>();

  CollectionParts(HeapGraph graph) {
    this.graph = graph;
    for (int list : graph.instancesOf(JdkNames.COPY_ON_WRITE::equals)) {
      copied.add(graph.follow(list, "array"));
    }
  }

  /** Why an object, not a class, is such a part; empty if it is none. */
  String reason(int node) {
    if (QUEUE_NODES.contains(graph.typeName(node)) && graph.follow(node, "item") < 0) {
      return EMPTY_NODE;
    }
    return copied.contains(node) ? COPIED : "";
  }
}
