package io.trackmemory.tracker.question;

import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.heap.DumpProbe;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.heap.Probed;
import io.trackmemory.tracker.holder.Walk;
import io.trackmemory.tracker.question.HeapCensus.Size;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what objects keep strongly reachable, these included: what would be freed if they went. By
 * a heap dump that is deleted again, and two walks: what the roots lead to, and what everything
 * else leads to without them. Any thread may call it; the costs are those of {@link LeakSearch}.
 *
 * <p>A variable of a running method that points into the structure is no holder of its own, so that
 * the verdict depends neither on the test's variables nor on the JIT compiler; one that holds
 * another structure is, and what that shares is not retained. Soft, weak and phantom references
 * hold nothing, here or elsewhere.
 */
public final class RetainedSearch {

  private RetainedSearch() {}

  /** Searches; what changes meanwhile is seen before or after. */
  public static RetainedObjects search(RetentionQuery query) {
    if (!FullCollection.run()) {
      return RetainedObjects.uncertified(FullCollection.IMPOSSIBLE);
    }
    HeapExamination.Answer<List<TypeStatistics>> answer =
        HeapExamination.usual().ask(probe(query), (content, dumpBytes) -> types(content));
    return answer
        .value()
        .map(types -> new RetainedObjects(types, ""))
        .orElseGet(() -> RetainedObjects.uncertified(answer.uncertified()));
  }

  /* In a method of its own, so that no frame holds the lists when the dump is taken. */
  private static DumpProbe probe(RetentionQuery query) {
    return new DumpProbe(List.of(), query.roots(), query.excluded(), List.of(), List.of());
  }

  private static List<TypeStatistics> types(HeapReader.Content content) throws IOException {
    HeapGraph graph = content.graph();
    Probed probed = Probed.in(content);
    BitSet roots = Walk.nodes(probed.extraRoots());
    BitSet excluded = Walk.nodes(probed.notHolders());
    if (probed.extraRoots().contains(-1)) {
      throw new IOException("the heap dump lacks an object that is alive");
    }
    Walk walk = new Walk(content);
    BitSet structure = walk.reached(roots, new BitSet(), false);
    BitSet objects = walk.reached(roots, excluded, false);
    objects.andNot(heldByOthers(walk, roots, structure, askers(graph), graph.size()));
    objects.clear(0, graph.classes.size());
    Map<String, Size> sums = new HashMap<>();
    objects.stream()
        .forEach(
            node -> sums.merge(graph.typeName(node), new Size(1, graph.bytesOf[node]), Size::plus));
    List<TypeStatistics> types = new ArrayList<>();
    sums.forEach((name, sum) -> types.add(new TypeStatistics(name, sum.count(), sum.bytes())));
    types.sort(Track.MOST_BYTES_FIRST);
    return types;
  }

  /** What is held without the roots; {@code structure} is all that they lead to. */
  private static BitSet heldByOthers(
      Walk walk, BitSet roots, BitSet structure, BitSet askers, int size) {
    BitSet barrier = (BitSet) roots.clone();
    barrier.or(askers);
    BitSet held = walk.reached(walk.roots(structure), barrier, false);
    BitSet softly = (BitSet) held.clone();
    walk.reach(softly, softly, barrier, true);
    /* The dump is of the live heap: what nothing in it leads to, the JVM holds where it is not shown,
     * as in the instance fields of classes. */
    BitSet hidden = new BitSet(size);
    hidden.set(0, size);
    hidden.andNot(softly);
    hidden.andNot(structure);
    hidden.andNot(askers);
    walk.reach(hidden, held, barrier, false);
    return held;
  }

  /** Our own objects that hold roots and excluded ones because they were asked about. */
  private static BitSet askers(HeapGraph graph) {
    BitSet askers = new BitSet();
    for (int query : graph.instancesOf(RetentionQuery.class.getName()::equals)) {
      askers.set(query);
      askers.set(graph.follow(query, "roots"));
      askers.set(graph.follow(query, "excluded"));
    }
    return askers;
  }
}
