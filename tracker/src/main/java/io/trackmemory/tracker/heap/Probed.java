package io.trackmemory.tracker.heap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The objects that a probe points to.
 *
 * @param survivors of the query, in its order; -1 for one that was collected meanwhile
 * @param extraRoots likewise
 * @param notHolders likewise
 */
public record Probed(List<Integer> survivors, List<Integer> extraRoots, List<Integer> notHolders) {

  public static Probed in(HeapReader.Content content) {
    HeapGraph graph = content.graph();
    int probe = content.probe();
    return new Probed(
        referents(graph, graph.follow(probe, "survivors")),
        referents(graph, graph.follow(probe, "extraRoots")),
        referents(graph, graph.follow(probe, "notHolders")));
  }

  private static List<Integer> referents(HeapGraph graph, int array) {
    List<Integer> referents = new ArrayList<>();
    for (int edge = graph.firstEdge[array]; edge < graph.firstEdge[array + 1]; edge++) {
      referents.add(graph.referent(graph.edgeTarget[edge]));
    }
    return Collections.unmodifiableList(referents);
  }
}
