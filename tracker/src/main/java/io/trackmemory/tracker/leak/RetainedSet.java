package io.trackmemory.tracker.leak;

import java.util.BitSet;
import java.util.List;

/**
 * The objects that only certain roots keep strongly reachable, these included: what would be freed
 * if they went. Found by two walks: what the roots lead to, and what everything else leads to
 * without them. No recursion, so structures may be of any depth. For one thread, used once.
 *
 * <p>A variable of a running method that points into the structure is no holder of its own, so that
 * the verdict depends neither on the test's variables nor on the JIT compiler; one that holds
 * another structure is, and what that shares is not retained. Soft, weak and phantom references
 * hold nothing, here or elsewhere.
 */
final class RetainedSet {

  private final HeapGraph graph;
  private final List<GcRoot> jvmRoots;
  private final BitSet roots;
  private final BitSet excluded;
  private final BitSet askers;
  private final int[] queue;

  /**
   * Prepares the walks.
   *
   * @param excluded objects at which the walk from the roots stops
   * @param askers our own objects that hold roots and excluded ones because they were asked about
   */
  RetainedSet(HeapReader.Content content, BitSet roots, BitSet excluded, BitSet askers) {
    this.graph = content.graph();
    this.jvmRoots = content.roots();
    this.roots = roots;
    this.excluded = excluded;
    this.askers = askers;
    this.queue = new int[graph.size()];
  }

  /** The retained objects; classes are not among them. */
  BitSet objects() {
    BitSet reachable = new BitSet(graph.size());
    walk(roots, reachable, new BitSet(), false);
    BitSet retained = new BitSet(graph.size());
    walk(roots, retained, excluded, false);
    retained.andNot(heldByOthers(reachable));
    retained.clear(0, graph.classes.size());
    return retained;
  }

  /** What is held without the roots; {@code structure} is all that they lead to. */
  private BitSet heldByOthers(BitSet structure) {
    BitSet barrier = (BitSet) roots.clone();
    barrier.or(askers);
    BitSet held = new BitSet(graph.size());
    walk(others(structure), held, barrier, false);
    BitSet softly = (BitSet) held.clone();
    walk(softly, softly, barrier, true);
    walk(hidden(softly, structure), held, barrier, false);
    return held;
  }

  private BitSet others(BitSet structure) {
    BitSet others = new BitSet(graph.size());
    for (GcRoot root : jvmRoots) {
      if (!root.inFrame() || !structure.get(root.node())) {
        others.set(root.node());
      }
    }
    for (int node = 0; node < graph.classes.size(); node++) {
      if (graph.classes.get(node).builtIn()) {
        others.set(node);
      }
    }
    return others;
  }

  /* The dump is of the live heap: what nothing in it leads to, the JVM holds where it is not shown,
   * as in the instance fields of classes. */
  private BitSet hidden(BitSet seen, BitSet structure) {
    BitSet hidden = new BitSet(graph.size());
    hidden.set(0, graph.size());
    hidden.andNot(seen);
    hidden.andNot(structure);
    hidden.andNot(askers);
    return hidden;
  }

  private void walk(BitSet from, BitSet marks, BitSet barrier, boolean softly) {
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
