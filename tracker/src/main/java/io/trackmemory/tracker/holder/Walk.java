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
  private final WeakEntries weak;
  private final int[] queue;

  /** Walks as the JVM does. */
  public Walk(HeapReader.Content content) {
    this(content, new WeakEntries(content.graph(), true));
  }

  /** Walks on from entries with weak keys only where something else leads to the key. */
  Walk(HeapReader.Content content, WeakEntries weak) {
    this.content = content;
    this.graph = content.graph();
    this.weak = weak;
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
    return reached(from, barrier, softly, new BitSet());
  }

  /** The same, where what is held already is known. */
  BitSet reached(BitSet from, BitSet barrier, boolean softly, BitSet held) {
    BitSet marks = new BitSet(graph.size());
    reach(from, marks, barrier, softly, held);
    return marks;
  }

  /** Marks that too. */
  public void reach(BitSet from, BitSet marks, BitSet barrier, boolean softly) {
    reach(from, marks, barrier, softly, new BitSet());
  }

  private void reach(BitSet from, BitSet marks, BitSet barrier, boolean softly, BitSet held) {
    int end = 0;
    BitSet passed = (BitSet) marks.clone(); // one question for each reference, not two
    passed.or(barrier);
    for (int node = from.nextSetBit(0); node >= 0; node = from.nextSetBit(node + 1)) {
      if (!barrier.get(node)) {
        passed.set(node);
        marks.set(node);
        queue[end++] = node;
      }
    }
    for (int next = 0; next < end; next++) {
      int node = queue[next];
      if (weak.isPlain(node) && !graph.isReference(node)) {
        for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
          end = mark(graph.edgeTarget[edge], marks, passed, end);
        }
        continue;
      }
      boolean open = !weak.isEntry(node) || isLive(weak.keyOf(node), marks, held);
      boolean soft = softly && graph.isSoftReference(node);
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        if ((open || weak.isFree(node, edge)) && (soft || !graph.isReferent(edge))) {
          end = mark(graph.edgeTarget[edge], marks, passed, end);
        }
      }
      if (weak.isKey(node)) {
        end = markWhatItIsKeyOf(node, marks, passed, held, end);
      }
    }
  }

  private static boolean isLive(int node, BitSet marks, BitSet held) {
    return marks.get(node) || held.get(node);
  }

  private int mark(int target, BitSet marks, BitSet passed, int end) {
    if (passed.get(target)) {
      return end;
    }
    passed.set(target);
    marks.set(target);
    queue[end] = target;
    return end + 1;
  }

  private int markWhatItIsKeyOf(int key, BitSet marks, BitSet passed, BitSet held, int before) {
    int end = before;
    int place = weak.firstOf(key);
    for (int entry; (entry = weak.entryAt(place, key)) >= 0; place++) {
      if (!isLive(entry, marks, held)) {
        continue;
      }
      for (int edge = graph.firstEdge[entry]; edge < graph.firstEdge[entry + 1]; edge++) {
        if (!graph.isReferent(edge)) {
          end = mark(graph.edgeTarget[edge], marks, passed, end);
        }
      }
    }
    return end;
  }
}
