package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.leak.LeakFindings.Apart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the survivors of a query by the heap that was read. For one thread, used once. */
final class LeakAnalysis {

  static final String ASKED = "the code under test or the test instance itself";

  static final String COLLECTED = "collected while searching";

  private final HeapReader.Content content;
  private final HeapGraph graph;
  private final LeakQuery query;
  private final Probed probed;
  private final boolean[] survivor;
  private final Rules rules;
  private final ThreadLocals threadLocals;
  private final Reachability reached;

  LeakAnalysis(HeapReader.Content content, LeakQuery query) {
    this.content = content;
    this.query = query;
    graph = content.graph();
    probed = Probed.in(content);
    boolean[] notHolder = marked(probed.notHolders());
    survivor = marked(probed.survivors());
    unmark(survivor, probed.extraRoots());
    unmark(survivor, probed.notHolders());
    threadLocals = new ThreadLocals(graph);
    rules = new Rules(graph, threadLocals, new JdkThreads(content), query.ignore());
    reached = new Reachability(graph, rules, survivor, notHolder);
  }

  private boolean[] marked(List<Integer> nodes) {
    boolean[] marks = new boolean[graph.size()];
    for (int node : nodes) {
      if (node >= 0) {
        marks[node] = true;
      }
    }
    return marks;
  }

  private static void unmark(boolean[] marks, List<Integer> nodes) {
    for (int node : nodes) {
      if (node >= 0) {
        marks[node] = false;
      }
    }
  }

  /** Judges the survivors; tells sizes only if asked to, and while the deadline lasts. */
  LeakFindings findings(boolean withSizes, Deadline deadline) {
    reach();
    Holders holders = new Holders(new Signatures(graph, reached, threadLocals), reached);
    Map<String, List<Integer>> apart = new LinkedHashMap<>();
    for (int index = 0; index < probed.survivors().size(); index++) {
      int node = probed.survivors().get(index);
      String reason = reasonApart(node);
      if (reason.isEmpty()) {
        holders.addSurvivor(index, node);
      } else {
        apart.computeIfAbsent(reason, key -> new ArrayList<>()).add(index);
      }
    }
    ChainBuilder chains = new ChainBuilder(graph, reached, threadLocals, query.userClass());
    List<Apart> setApart = new ArrayList<>();
    apart.forEach((reason, survivors) -> setApart.add(new Apart(reason, survivors)));
    RetainedSizes sizes = withSizes && !holders.isEmpty() ? sizes() : null;
    return new LeakFindings(holders.findings(chains, sizes, deadline), setApart, Optional.empty());
  }

  /** Why a survivor is no leak, empty if it is one. */
  private String reasonApart(int node) {
    if (node < 0) {
      return COLLECTED;
    }
    if (!survivor[node]) {
      return ASKED;
    }
    if (!reached.isHeld(node)) {
      return reached.reason(node);
    }
    return rules.isStructure(node) ? rules.structureReason(node) : "";
  }

  private void reach() {
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
    if (anySurvivorUnseen()) {
      reachHidden();
    }
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

  private boolean anySurvivorUnseen() {
    return present(probed.survivors()).stream().anyMatch(node -> !reached.isSeen(node));
  }

  private static List<Integer> present(List<Integer> nodes) {
    return nodes.stream().filter(node -> node >= 0).toList();
  }

  private RetainedSizes sizes() {
    IntList roots = new IntList();
    content.roots().forEach(root -> roots.add(root.node()));
    for (int node = 0; node < graph.classes.size(); node++) {
      if (graph.classes.get(node).builtIn()) {
        roots.add(node);
      }
    }
    return new RetainedSizes(graph, roots, reached.firstSurvivors());
  }
}
