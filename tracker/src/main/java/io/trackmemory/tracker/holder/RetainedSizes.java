package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import java.util.BitSet;
import java.util.List;

/**
 * The bytes that would be freed if all objects of a finding were gone: theirs, whoever else holds
 * them, and those of everything that is held through them alone. No object is in the sizes of two
 * findings, so that these can be added. For one thread.
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
   * @param extraRoots what counts as held, although only variables may hold it
   */
  RetainedSizes(
      HeapReader.Content content,
      WeakEntries weak,
      List<Integer> firstSurvivors,
      List<Integer> extraRoots) {
    this.graph = content.graph();
    this.walk = new Walk(content, weak);
    this.firstSurvivors = Walk.nodes(firstSurvivors);
    BitSet roots = walk.roots(new BitSet());
    roots.or(Walk.nodes(extraRoots));
    this.reachable = walk.reached(roots, this.firstSurvivors, true);
  }

  /**
   * Bytes that one finding keeps alive.
   *
   * @param group its first survivors
   * @param all what else is of it, though another finding, a method that runs or a soft reference
   *     may lead there too
   */
  public long retainedBy(List<Integer> group, List<Integer> all) {
    BitSet own = Walk.nodes(group);
    BitSet barrier = (BitSet) reachable.clone();
    barrier.or(own);
    BitSet others = walk.reached(firstSurvivors, barrier, true, reachable);
    others.or(reachable);
    BitSet freed = walk.reached(own, others, true, others);
    freed.or(own);
    freed.or(Walk.nodes(all));
    return freed.stream().mapToLong(node -> graph.bytesOf[node]).sum();
  }
}
