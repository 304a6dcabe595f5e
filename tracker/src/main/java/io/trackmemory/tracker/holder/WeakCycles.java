package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import java.util.BitSet;

/**
 * Finds entries with weak keys that the JVM never frees, although nothing else holds their keys:
 * what they hold leads to the key, by itself or through other such entries. These are the cycles of
 * what has not been reached, in which a key leads to its entry as well; found by Tarjan's algorithm
 * ("Depth-first search and linear graph algorithms", 1972), without recursion. For one thread, used
 * once; time and space are linear in the number of objects.
 */
final class WeakCycles {

  private final HeapGraph graph;
  private final Reachability reached;
  private final WeakEntries weak;
  private final BitSet waiting;

  private final int[] number;
  private final int[] low; // once the cycles of an object are known, the number of the first in it
  private final BitSet done = new BitSet();
  private final int[] open;
  private int opened;
  private int numbered;

  private final int[] way;
  private final int[] tried;
  private int depth;

  private WeakCycles(HeapGraph graph, Reachability reached, WeakEntries weak, BitSet waiting) {
    this.graph = graph;
    this.reached = reached;
    this.weak = weak;
    this.waiting = waiting;
    number = new int[graph.size()];
    low = new int[graph.size()];
    open = new int[graph.size()];
    way = new int[graph.size()];
    tried = new int[graph.size()];
  }

  /** Those of the entries that wait for their keys. */
  static int[] of(HeapGraph graph, Reachability reached, WeakEntries weak, BitSet waiting) {
    if (waiting.isEmpty()) {
      return new int[0];
    }
    WeakCycles cycles = new WeakCycles(graph, reached, weak, waiting);
    IntList found = new IntList();
    for (int entry = waiting.nextSetBit(0); entry >= 0; entry = waiting.nextSetBit(entry + 1)) {
      if (cycles.number[entry] == 0) {
        cycles.walk(entry);
      }
    }
    for (int entry = waiting.nextSetBit(0); entry >= 0; entry = waiting.nextSetBit(entry + 1)) {
      int key = weak.keyOf(entry);
      if (cycles.number[key] > 0 && cycles.low[entry] == cycles.low[key]) {
        found.add(entry);
      }
    }
    return found.toArray();
  }

  private void walk(int start) {
    enter(start);
    while (depth > 0) {
      int node = way[depth - 1];
      int next = next(node);
      if (next >= 0 && number[next] == 0) {
        enter(next);
      } else if (next >= 0) {
        if (!done.get(next)) {
          low[node] = Math.min(low[node], number[next]);
        }
      } else {
        leave(node);
      }
    }
  }

  private void enter(int node) {
    number[node] = ++numbered;
    low[node] = numbered;
    open[opened++] = node;
    way[depth++] = node;
  }

  private void leave(int node) {
    depth--;
    if (low[node] == number[node]) {
      int each;
      do {
        each = open[--opened];
        low[each] = number[node];
        done.set(each);
      } while (each != node);
    } else {
      int before = way[depth - 1];
      low[before] = Math.min(low[before], low[node]);
    }
  }

  /** The next object that one leads to, -1 after the last. */
  private int next(int node) {
    int edges = graph.firstEdge[node + 1] - graph.firstEdge[node];
    while (tried[node] < edges) {
      int edge = graph.firstEdge[node] + tried[node]++;
      int target = graph.edgeTarget[edge];
      if (reached.mayHold(edge) && !reached.isSeen(target)) {
        return target;
      }
    }
    if (!weak.isKey(node)) {
      return -1;
    }
    int first = weak.firstOf(node);
    for (; ; ) {
      int entry = weak.entryAt(first + tried[node] - edges, node);
      tried[node]++;
      if (entry < 0 || waiting.get(entry) || !reached.isSeen(entry)) {
        return entry;
      }
    }
  }
}
