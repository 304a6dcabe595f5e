package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.heap.Probed;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Finds what holds the objects of a heap that was read, in stages: the holders, clean-up actions,
 * what rules set apart, the test, running methods, soft references, and what a dump does not show.
 * For one thread, used once.
 */
public final class StagedSearch {

  public final HeapGraph graph;
  public final Probed probed;
  public final boolean[] survivor;
  public final Rules rules;
  public final Reachability reached;
  public final Signatures signatures;
  public final ChainBuilder chains;

  private StagedSearch(
      HeapReader.Content content,
      LeakQuery query,
      boolean[] notHolder,
      BiFunction<HeapGraph, ThreadLocals, Rules> rulesOf,
      boolean ofAll) {
    graph = content.graph();
    probed = Probed.in(content);
    survivor = marked(graph, probed.survivors());
    unmark(probed.extraRoots());
    unmark(probed.notHolders());
    ThreadLocals threadLocals = new ThreadLocals(graph);
    rules = rulesOf.apply(graph, threadLocals);
    reached = new Reachability(graph, rules, survivor, notHolder);
    reach(content, query, ofAll);
    signatures = new Signatures(graph, reached, threadLocals);
    chains = new ChainBuilder(graph, reached, threadLocals, query.userClass());
  }

  /** Of the survivors of a query. */
  public static StagedSearch ofSurvivors(
      HeapReader.Content content,
      LeakQuery query,
      BiFunction<HeapGraph, ThreadLocals, Rules> rulesOf) {
    boolean[] notHolder = marked(content.graph(), Probed.in(content).notHolders());
    return new StagedSearch(content, query, notHolder, rulesOf, false);
  }

  /** Of all objects, those left out that are marked. */
  public static StagedSearch ofAll(HeapReader.Content content, LeakQuery query, boolean[] leftOut) {
    return new StagedSearch(content, query, leftOut, rules(content, query), true);
  }

  /** The rules that apply to a query. */
  public static BiFunction<HeapGraph, ThreadLocals, Rules> rules(
      HeapReader.Content content, LeakQuery query) {
    return (graph, threadLocals) ->
        new Rules(graph, threadLocals, new JdkThreads(content), query.ignore());
  }

  private static boolean[] marked(HeapGraph graph, List<Integer> nodes) {
    boolean[] marks = new boolean[graph.size()];
    present(nodes).forEach(node -> marks[node] = true);
    return marks;
  }

  private void unmark(List<Integer> nodes) {
    present(nodes).forEach(node -> survivor[node] = false);
  }

  private static List<Integer> present(List<Integer> nodes) {
    return nodes.stream().filter(node -> node >= 0).toList();
  }

  /* Objects that nothing leads to count as held: a dump does not show every holder. */
  private void reach(HeapReader.Content content, LeakQuery query, boolean ofAll) {
    reached.hold(Roots.of(content, query, probed.extraRoots()));
    reached.hold(CleanUpActions.holdingTheirObject(graph, reached));
    reached.followSetApart();
    reached.followTest(present(probed.notHolders()));
    for (GcRoot root : content.roots()) {
      if (root.inFrame()) {
        reached.followAll(root.node(), Reachability.IN_USE);
      }
    }
    reached.followSoftly();
    if (ofAll || anySurvivorUnseen()) {
      reachHidden();
    }
  }

  private boolean anySurvivorUnseen() {
    return present(probed.survivors()).stream().anyMatch(node -> !reached.isSeen(node));
  }

  private void reachHidden() {
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
    for (int node : present(probed.survivors())) {
      if (!reached.isSeen(node)) {
        reached.hold(List.of(HiddenHolders.root(graph, node)));
      }
    }
  }
}
