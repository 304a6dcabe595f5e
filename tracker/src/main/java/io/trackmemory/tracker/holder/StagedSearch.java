package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.heap.Probed;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what holds the objects of a heap that was read, in stages: the holders, clean-up actions,
 * what rules set apart, the test, running methods, soft references, and what a dump does not show.
 * For one thread, used once.
 */
public final class StagedSearch {

  public final HeapGraph graph;
  public final Probed probed;
  public final boolean[] survivor;
  public final Owners owners;
  public final Rules rules;
  public final Reachability reached;
  public final Signatures signatures;
  public final ChainBuilder chains;

  private StagedSearch(
      HeapReader.Content content,
      LeakQuery query,
      boolean[] notHolder,
      List<KnownHolder> known,
      boolean ofAll) {
    graph = content.graph();
    probed = Probed.in(content);
    survivor = marked(graph, probed.survivors());
    unmark(probed.extraRoots());
    unmark(probed.notHolders());
    owners = new Owners(graph.classes, graph.classOf, query, probed.survivors());
    ThreadLocals threadLocals = new ThreadLocals(graph);
    rules = new Rules(content, threadLocals, known);
    reached = new Reachability(graph, rules, survivor, notHolder);
    reach(content, query, ofAll);
    signatures = new Signatures(graph, reached, threadLocals);
    chains = new ChainBuilder(graph, reached, threadLocals, owners);
  }

  /** Of the survivors of a query; no rules set nothing apart. */
  public static StagedSearch ofSurvivors(
      HeapReader.Content content, LeakQuery query, List<KnownHolder> rules) {
    boolean[] notHolder = marked(content.graph(), Probed.in(content).notHolders());
    return new StagedSearch(content, query, notHolder, rules, false);
  }

  /** Of all objects, those left out that are marked. */
  public static StagedSearch ofAll(HeapReader.Content content, LeakQuery query, boolean[] leftOut) {
    return new StagedSearch(content, query, leftOut, query.rules(), true);
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
    reached.hold(Roots.of(content, query, owners, probed.extraRoots()));
    reached.hold(CleanUpActions.holdingTheirObject(graph, reached));
    for (DelayedTasks tasks : DelayedTasks.of(content)) {
      if (rules.isThreadOfJdk(tasks.thread())) {
        reached.defer(tasks.root(), KnownHolder.DELAYED);
      } else {
        reached.hold(List.of(tasks.root()));
      }
    }
    new BehindRules(graph, rules, owners, reached, survivor, anySurvivorUnseen(), ofAll).hold();
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
