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
 * @param before what an earlier run made
 * @param last what the last run made
 */
public record Probed(
    List<Integer> survivors,
    List<Integer> extraRoots,
    List<Integer> notHolders,
    List<Integer> before,
    List<Integer> last) {

  public static Probed in(HeapReader.Content content) {
    return new Probed(
        referents(content, "survivors"),
        referents(content, "extraRoots"),
        referents(content, "notHolders"),
        referents(content, "before"),
        referents(content, "last"));
  }

  private static List<Integer> referents(HeapReader.Content content, String field) {
    HeapGraph graph = content.graph();
    int array = graph.follow(content.probe(), field);
    List<Integer> referents = new ArrayList<>();
    for (int edge = graph.firstEdge[array]; edge < graph.firstEdge[array + 1]; edge++) {
      referents.add(graph.referent(graph.edgeTarget[edge]));
    }
    return Collections.unmodifiableList(referents);
  }
}
