package io.trackmemory.tracker.question;

import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.heap.DumpProbe;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.heap.IntList;
import io.trackmemory.tracker.heap.Probed;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what objects keep alive, by a heap dump that is deleted again. Any thread may call it; the
 * costs are those of {@link LeakSearch}.
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
    return new DumpProbe(List.of(), query.roots(), query.excluded());
  }

  private static List<TypeStatistics> types(HeapReader.Content content) throws IOException {
    HeapGraph graph = content.graph();
    Probed probed = Probed.in(content);
    BitSet roots = nodes(probed.extraRoots());
    BitSet excluded = nodes(probed.notHolders());
    if (probed.extraRoots().contains(-1)) {
      throw new IOException("the heap dump lacks an object that is alive");
    }
    BitSet objects = new RetainedSet(content, roots, excluded, askers(graph)).objects();
    Map<String, long[]> sums = new HashMap<>();
    for (int node = objects.nextSetBit(0); node >= 0; node = objects.nextSetBit(node + 1)) {
      long[] sum = sums.computeIfAbsent(graph.typeName(node), name -> new long[2]);
      sum[0]++;
      sum[1] += graph.bytesOf[node];
    }
    List<TypeStatistics> types = new ArrayList<>();
    sums.forEach((name, sum) -> types.add(new TypeStatistics(name, sum[0], sum[1])));
    types.sort(
        Comparator.comparingLong(TypeStatistics::bytes)
            .reversed()
            .thenComparing(TypeStatistics::typeName));
    return types;
  }

  private static BitSet nodes(List<Integer> numbers) {
    BitSet nodes = new BitSet();
    numbers.stream().filter(node -> node >= 0).forEach(nodes::set);
    return nodes;
  }

  private static BitSet askers(HeapGraph graph) {
    BitSet askers = new BitSet();
    IntList queries = graph.instancesOf(RetentionQuery.class.getName()::equals);
    for (int i = 0; i < queries.size(); i++) {
      int query = queries.get(i);
      askers.set(query);
      askers.set(graph.follow(query, "roots"));
      askers.set(graph.follow(query, "excluded"));
    }
    return askers;
  }
}
