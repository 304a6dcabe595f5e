package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.GcRoot;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.heap.Probed;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.ArrayList;
import java.util.BitSet;
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
  final ThreadLocals threadLocals;
  public final Rules rules;
  public final Reachability reached;
  public final Signatures signatures;
  public final ChainBuilder chains;
  private final WeakEntries weak;

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
    threadLocals = new ThreadLocals(graph, owners);
    weak = new WeakEntries(graph, known.isEmpty());
    CollectionParts parts =
        new CollectionParts(graph, known.isEmpty(), copies(query), content.filled(), survivor);
    rules = new Rules(content, threadLocals, weak, known);
    UsersWays users = new UsersWays(graph, owners);
    reached = new Reachability(graph, rules, parts, weak, users, survivor, notHolder);
    reach(content, query, ofAll);
    signatures = new Signatures(graph, reached, threadLocals, owners);
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

  /** Prepares the sizes of findings, whose first survivors these are. */
  public RetainedSizes sizes(HeapReader.Content content, List<Integer> firstSurvivors) {
    return new RetainedSizes(content, weak, reached, firstSurvivors, probed.extraRoots());
  }

  private BitSet copies(LeakQuery query) {
    BitSet copies = new BitSet();
    for (int index : query.copies()) {
      int node = probed.survivors().get(index);
      if (node >= 0) {
        copies.set(node);
      }
    }
    return copies;
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
    reached.hold(Roots.of(content, query, owners, probed.extraRoots(), !ofAll));
    reached.hold(CleanUpActions.holdingTheirObject(graph, reached));
    for (DelayedTasks tasks : DelayedTasks.of(content)) {
      if (rules.isThreadOfJdk(tasks.thread())) {
        reached.defer(tasks.root(), KnownHolder.DELAYED);
      } else {
        reached.hold(List.of(tasks.root()));
      }
    }
    reached.followCycles();
    new BehindRules(graph, rules, owners, reached, survivor, anySurvivorUnseen(), ofAll).hold();
    reached.followCycles();
    if (ofAll || anyToExplain()) {
      explain(content, ofAll);
    }
  }

  /* What nothing holds that counts: why it is there all the same. */
  private void explain(HeapReader.Content content, boolean ofAll) {
    reached.followSetApart();
    reached.followLasting();
    reached.followCycles();
    if (!ofAll && !anyToExplain()) {
      return;
    }
    reached.followTest(present(probed.notHolders()));
    reached.followCycles();
    if (!ofAll && !anyToExplain()) {
      return;
    }
    for (GcRoot root : content.roots()) {
      if (root.inFrame()) {
        reached.followAll(root.node(), Reachability.IN_USE);
      }
    }
    reached.followCycles();
    reached.followSoftly();
    reached.followCycles();
    if (ofAll || anySurvivorUnseen()) {
      reachHidden();
    }
  }

  private boolean anyToExplain() {
    return present(probed.survivors()).stream()
        .anyMatch(node -> survivor[node] && (!reached.isSeen(node) || reached.isWaiting(node)));
  }

  private boolean anySurvivorUnseen() {
    return present(probed.survivors()).stream()
        .anyMatch(node -> !reached.isSeen(node) || reached.isWaiting(node));
  }

  private void reachHidden() {
    List<Root> hidden = new ArrayList<>();
    List<Integer> classValues = new ArrayList<>();
    for (Root root : HiddenHolders.of(graph, reached)) {
      if (ClassValues.isTable(graph, root.node())) {
        classValues.add(root.node());
      } else if (HiddenHolders.isReflectionData(graph, root.node())) {
        reached.followAll(root.node(), KnownHolder.REFLECTION);
      } else {
        hidden.add(root);
      }
    }
    reached.hold(hidden);
    for (int table : classValues) {
      if (ClassValues.goesWithItsClass(graph, reached, table)) {
        reached.followAll(table, Reachability.SOFT);
      } else {
        reached.hold(List.of(Roots.ofClassValue(table)));
      }
    }
    reached.followSetApart();
    reached.followCycles();
    reached.followWaiting();
    reached.followSetApart();
    for (int node : present(probed.survivors())) {
      if (!reached.isSeen(node)) {
        reached.hold(List.of(HiddenHolders.root(graph, node)));
      }
    }
  }
}
