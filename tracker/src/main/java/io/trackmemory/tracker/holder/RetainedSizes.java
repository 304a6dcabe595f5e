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
   * @param reached what the search reached, so that not all of it need be reached again
   * @param firstSurvivors the first survivors of all findings
   * @param extraRoots what counts as held, although only variables may hold it
   */
  RetainedSizes(
      HeapReader.Content content,
      WeakEntries weak,
      Reachability reached,
      List<Integer> firstSurvivors,
      List<Integer> extraRoots) {
    this.graph = content.graph();
    this.walk = new Walk(content, weak);
    this.firstSurvivors = Walk.nodes(firstSurvivors);
    BitSet roots = walk.roots(new BitSet());
    roots.or(Walk.nodes(extraRoots));
    addKnown(reached, weak, roots);
    this.reachable = walk.reached(roots, this.firstSurvivors, true);
  }

  /* What the search reached from the JVM's roots, but for what it found behind a survivor or by an
   * entry with a weak key. The walk then goes over that object by object, as memory has them. */
  private void addKnown(Reachability reached, WeakEntries weak, BitSet roots) {
    BitSet through = new BitSet(graph.size()); // the same, without those that are barriers
    for (int i = 0; i < reached.seen(); i++) {
      int node = reached.seen(i);
      int parent = reached.parent(node);
      if (parent < 0 ? roots.get(node) : through.get(parent)) {
        roots.set(node);
        if (weak.isPlain(node) && !firstSurvivors.get(node)) {
          through.set(node);
        }
      }
    }
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
