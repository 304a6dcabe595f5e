package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.leak.HeapCensus.Example;
import io.trackmemory.tracker.leak.HeapCensus.Held;
import io.trackmemory.tracker.leak.HeapCensus.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the objects of a heap that was read, by what holds them. For one thread, used once. */
final class HeldObjects {

  private final HeapReader.Content content;
  private final HeapGraph graph;
  private final LeakQuery query;
  private final Reachability reached;
  private final ThreadLocals threadLocals;
  private final Signatures signatures;
  private final SoftEntries softEntries;
  private final Map<String, Count> counts = new LinkedHashMap<>();

  HeldObjects(HeapReader.Content content, LeakQuery query) {
    this.content = content;
    this.query = query;
    graph = content.graph();
    threadLocals = new ThreadLocals(graph);
    Rules rules = new Rules(graph, threadLocals, new JdkThreads(content), query.ignore());
    reached = new Reachability(graph, rules, new boolean[graph.size()], ours());
    signatures = new Signatures(graph, reached, threadLocals);
    softEntries = new SoftEntries(graph, reached);
  }

  /** What one holder holds: objects by the number of their class, and the rank of the nearest. */
  private static final class Count {
    private final boolean once;
    private final Map<Integer, long[]> types = new HashMap<>();
    private final Map<Integer, Integer> nearest = new HashMap<>();

    Count(boolean once) {
      this.once = once;
    }
  }

  private boolean[] ours() {
    boolean[] ours = new boolean[graph.size()];
    boolean[] ownClass = new boolean[graph.classes.size()];
    for (int number = 0; number < ownClass.length; number++) {
      ownClass[number] = OwnClasses.contains(graph.classes.get(number).name());
    }
    for (int node = 0; node < ours.length; node++) {
      ours[node] = ownClass[graph.classOf[node]];
    }
    return ours;
  }

  HeapCensus census(HeapCensus before) {
    reach();
    for (int i = 0; i < reached.seen(); i++) {
      add(i);
    }
    Map<String, Held> holders = new HashMap<>();
    counts.forEach((holder, count) -> holders.put(holder, held(count, before.of(holder))));
    return new HeapCensus(holders);
  }

  /* Objects that nothing leads to count as held: a dump does not show every holder. */
  private void reach() {
    reached.hold(Roots.of(content, query, Probed.in(content).extraRoots()));
    reached.hold(CleanUpActions.holdingTheirObject(graph, reached));
    reached.followSetApart();
    for (GcRoot root : content.roots()) {
      if (root.inFrame()) {
        reached.followAll(root.node(), Reachability.IN_USE);
      }
    }
    reached.followSoftly();
    List<Root> hidden = new ArrayList<>();
    for (Root root : HiddenHolders.of(graph, reached)) {
      if (HiddenHolders.isReflectionData(graph, root.node())) {
        reached.followAll(root.node(), KnownHolder.REFLECTION);
      } else {
        hidden.add(root);
      }
    }
    reached.hold(hidden);
    reached.followSetApart();
  }

  private void add(int rank) {
    int node = reached.seen(rank);
    if (graph.isClass(node) || softEntries.contains(node)) {
      return;
    }
    boolean held = reached.isHeld(node);
    String reason = held ? "" : reached.reason(node);
    if (reason.equals(Reachability.IN_USE) || reason.equals(Reachability.SOFT)) {
      return;
    }
    String way = signatures.text(signatures.numberOf(node));
    Count count =
        counts.computeIfAbsent(
            held ? way : way + " (" + reason + ")", key -> new Count(!held || isOfJvm(node)));
    long[] size = count.types.computeIfAbsent(graph.classOf[node], key -> new long[2]);
    size[0]++;
    size[1] += graph.bytesOf[node];
    count.nearest.putIfAbsent(graph.classOf[node], rank);
  }

  /* The JIT compiler holds what it compiles for by references of JNI, too, and of what a dump shows
   * without a holder, most are classes and tables of the JVM. */
  private boolean isOfJvm(int node) {
    int root = node;
    while (reached.parent(root) >= 0) {
      root = reached.parent(root);
    }
    Root start = reached.rootOf(root);
    return start != null && (start.kind() == Root.Kind.JNI || start.kind() == Root.Kind.HIDDEN);
  }

  private Held held(Count count, Held before) {
    Map<String, long[]> byName = new HashMap<>();
    long objects = 0;
    long bytes = 0;
    for (Map.Entry<Integer, long[]> each : count.types.entrySet()) {
      long[] sum =
          byName.computeIfAbsent(graph.classes.get(each.getKey()).name(), name -> new long[2]);
      sum[0] += each.getValue()[0];
      sum[1] += each.getValue()[1];
      objects += each.getValue()[0];
      bytes += each.getValue()[1];
    }
    Map<String, Size> types = new HashMap<>();
    byName.forEach((name, sum) -> types.put(name, new Size(sum[0], sum[1])));
    return new Held(count.once, objects, bytes, types, example(count, types, before));
  }

  /** The nearest object of what came, the insides of collections last. */
  private Example example(Count count, Map<String, Size> types, Held before) {
    int best = -1;
    for (Map.Entry<Integer, Integer> each : count.nearest.entrySet()) {
      String type = graph.classes.get(each.getKey()).name();
      int rank = each.getValue();
      if (came(types.getOrDefault(type, Size.NONE), before.types().getOrDefault(type, Size.NONE))
          && (best < 0 || isBetter(rank, best))) {
        best = rank;
      }
    }
    if (best < 0) {
      return Example.NONE;
    }
    ChainBuilder.Chain chain =
        new ChainBuilder(graph, reached, threadLocals, query.userClass())
            .chainTo(reached.seen(best));
    return new Example(chain.rootDescription(), chain.links(), chain.suspectIndex());
  }

  private static boolean came(Size now, Size before) {
    return now.count() > before.count() || now.bytes() > before.bytes();
  }

  private boolean isBetter(int rank, int than) {
    boolean part = reached.isCollectionPart(reached.seen(rank));
    boolean otherPart = reached.isCollectionPart(reached.seen(than));
    return part == otherPart ? rank < than : otherPart;
  }
}
