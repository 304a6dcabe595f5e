package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import java.util.BitSet;
import java.util.List;

/**
 * The bytes that would be freed if certain objects were gone: theirs, and those of everything that
 * is held through them alone. For one thread.
 *
 * <p>What is reachable, softly too, without the first survivors of any finding is found once; the
 * size of a finding then needs only the part of the heap that leaks hold.
 */
public final class RetainedSizes {

  private final HeapGraph graph;
  private final Walk walk;
  private final BitSet firstSurvivors;
  private final BitSet reachable;

  /**
   * Prepares the sizes.
   *
   * @param firstSurvivors the first survivors of all findings
   */
  RetainedSizes(HeapReader.Content content, WeakEntries weak, List<Integer> firstSurvivors) {
    this.graph = content.graph();
    this.walk = new Walk(content, weak);
    this.firstSurvivors = Walk.nodes(firstSurvivors);
    this.reachable = walk.reached(walk.roots(new BitSet()), this.firstSurvivors, true);
  }

  /** Bytes that the first survivors of one finding keep alive. */
  public long retainedBy(List<Integer> group) {
    BitSet own = Walk.nodes(group);
    BitSet barrier = (BitSet) reachable.clone();
    barrier.or(own);
    BitSet others = walk.reached(firstSurvivors, barrier, true, reachable);
    others.or(reachable);
    return walk.reached(own, others, true, others).stream()
        .mapToLong(node -> graph.bytesOf[node])
        .sum();
  }
}
