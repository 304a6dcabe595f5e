package io.trackmemory.tracker.leak;

import java.util.List;

/**
 * The bytes that would be freed if certain objects were gone: theirs, and those of everything that
 * is held through them alone. For one thread.
 *
 * <p>What is reachable, softly too, without the first survivors of any finding is found once; the
 * size of a finding then needs only the part of the heap that leaks hold.
 */
final class RetainedSizes {

  /** Marks what is reachable without any leak. */
  private static final int REACHABLE = 1;

  private final HeapGraph graph;
  private final IntList firstSurvivors;

  /** {@link #REACHABLE}, or a number for the last question that the object was part of. */
  private final int[] mark;

  private final int[] queue;
  private int lastMark = REACHABLE;

  /**
   * Prepares the sizes.
   *
   * @param roots everything that the JVM holds
   * @param firstSurvivors the first survivors of all findings
   */
  RetainedSizes(HeapGraph graph, IntList roots, IntList firstSurvivors) {
    this.graph = graph;
    this.firstSurvivors = firstSurvivors;
    mark = new int[graph.size()];
    queue = new int[graph.size()];
    markAll(firstSurvivors, ++lastMark);
    reach(roots, REACHABLE, lastMark);
    markAll(firstSurvivors, 0);
  }

  private void markAll(IntList nodes, int value) {
    for (int i = 0; i < nodes.size(); i++) {
      mark[nodes.get(i)] = value;
    }
  }

  /** Bytes that the first survivors of one finding keep alive. */
  long retainedBy(List<Integer> group) {
    IntList own = new IntList();
    group.forEach(own::add);
    markAll(own, ++lastMark);
    int others = lastMark + 1;
    reach(firstSurvivors, others, lastMark);
    lastMark = others;
    markAll(own, 0);
    return reach(own, ++lastMark, others);
  }

  /** Marks what the roots reach without what is marked {@code barrier}, and sums it up. */
  private long reach(IntList roots, int value, int barrier) {
    long bytes = 0;
    int end = 0;
    for (int i = 0; i < roots.size(); i++) {
      if (enters(roots.get(i), value, barrier)) {
        queue[end++] = roots.get(i);
      }
    }
    for (int next = 0; next < end; next++) {
      int node = queue[next];
      bytes += graph.bytesOf[node];
      boolean soft = graph.isSoftReference(node);
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        int target = graph.edgeTarget[edge];
        if (target >= 0 && (soft || !graph.isReferent(edge)) && enters(target, value, barrier)) {
          queue[end++] = target;
        }
      }
    }
    return bytes;
  }

  private boolean enters(int node, int value, int barrier) {
    int marked = mark[node];
    if (marked == REACHABLE || marked == value || marked == barrier) {
      return false;
    }
    mark[node] = value;
    return true;
  }
}
