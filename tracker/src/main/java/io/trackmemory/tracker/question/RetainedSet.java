package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.holder.Walk;
import java.util.BitSet;

/**
 * The objects that only certain roots keep strongly reachable, these included: what would be freed
 * if they went. Found by two walks: what the roots lead to, and what everything else leads to
 * without them. For one thread, used once.
 *
 * <p>A variable of a running method that points into the structure is no holder of its own, so that
 * the verdict depends neither on the test's variables nor on the JIT compiler; one that holds
 * another structure is, and what that shares is not retained. Soft, weak and phantom references
 * hold nothing, here or elsewhere.
 */
final class RetainedSet {

  private final HeapGraph graph;
  private final Walk walk;
  private final BitSet roots;
  private final BitSet excluded;
  private final BitSet askers;

  /**
   * Prepares the walks.
   *
   * @param excluded objects at which the walk from the roots stops
   * @param askers our own objects that hold roots and excluded ones because they were asked about
   */
  RetainedSet(HeapReader.Content content, BitSet roots, BitSet excluded, BitSet askers) {
    this.graph = content.graph();
    this.walk = new Walk(content);
    this.roots = roots;
    this.excluded = excluded;
    this.askers = askers;
  }

  /** The retained objects; classes are not among them. */
  BitSet objects() {
    BitSet reachable = walk.reached(roots, new BitSet(), false);
    BitSet retained = walk.reached(roots, excluded, false);
    retained.andNot(heldByOthers(reachable));
    retained.clear(0, graph.classes.size());
    return retained;
  }

  /** What is held without the roots; {@code structure} is all that they lead to. */
  private BitSet heldByOthers(BitSet structure) {
    BitSet barrier = (BitSet) roots.clone();
    barrier.or(askers);
    BitSet held = walk.reached(walk.roots(structure), barrier, false);
    BitSet softly = (BitSet) held.clone();
    walk.reach(softly, softly, barrier, true);
    walk.reach(hidden(softly, structure), held, barrier, false);
    return held;
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
}
