package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import java.util.BitSet;
import java.util.List;

/**
 * Walks from some objects of a heap over the references that hold. No recursion, so structures may
 * be of any depth. For one thread.
 */
public final class Walk {

  private final HeapReader.Content content;
  private final HeapGraph graph;
  private final int[] queue;

  public Walk(HeapReader.Content content) {
    this.content = content;
    this.graph = content.graph();
    this.queue = new int[graph.size()];
  }

  /** Those objects of a list that there are. */
  public static BitSet nodes(List<Integer> numbers) {
    BitSet nodes = new BitSet();
    numbers.stream().filter(node -> node >= 0).forEach(nodes::set);
    return nodes;
  }

  /** Everything that the JVM holds, but what only variables hold of a structure. */
  public BitSet roots(BitSet structure) {
    BitSet roots = new BitSet(graph.size());
    for (GcRoot root : content.roots()) {
      if (!root.inFrame() || !structure.get(root.node())) {
        roots.set(root.node());
      }
    }
    for (int node = 0; node < graph.classes.size(); node++) {
      if (graph.classes.get(node).builtIn()) {
        roots.set(node);
      }
    }
    return roots;
  }

  /** What some objects lead to without a barrier, themselves included; softly as well if asked. */
  public BitSet reached(BitSet from, BitSet barrier, boolean softly) {
    BitSet marks = new BitSet(graph.size());
    reach(from, marks, barrier, softly);
    return marks;
  }

  /** Marks that too. */
  public void reach(BitSet from, BitSet marks, BitSet barrier, boolean softly) {
    int end = 0;
    for (int node = from.nextSetBit(0); node >= 0; node = from.nextSetBit(node + 1)) {
      if (!barrier.get(node)) {
        marks.set(node);
        queue[end++] = node;
      }
    }
    for (int next = 0; next < end; next++) {
      int node = queue[next];
      boolean soft = softly && graph.isSoftReference(node);
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        int target = graph.edgeTarget[edge];
        if ((soft || !graph.isReferent(edge)) && !marks.get(target) && !barrier.get(target)) {
          marks.set(target);
          queue[end++] = target;
        }
      }
    }
  }
}
