package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Breadth-first search through a heap, in stages: first what counts as held, then, for what that
 * left, why it is there all the same. Each object belongs to the first stage that reaches it. No
 * recursion, so chains may be of any length. For one thread.
 */
public final class Reachability {

  public static final String BY_TEST = "held by the test instance only";
  public static final String IN_USE = "in use by running methods";
  public static final String SOFT = "only softly reachable";

  private static final int UNSEEN = -2;
  private static final int HELD = 0;

  private final HeapGraph graph;
  private final Rules rules;
  private final boolean[] survivor;
  private final boolean[] notHolder;

  private final int[] parent;
  private final int[] parentEdge;
  private final int[] stage;
  private final int[] order;
  private final List<String> reasons = new ArrayList<>(List.of("held"));
  private final Map<Integer, Root> rootOf = new HashMap<>();
  private final int[] owner;
  private final List<Deferral> deferred = new ArrayList<>();
  private final IntList ways = new IntList();
  private final List<Integer> firstSurvivors = new ArrayList<>();
  private int seen;

  Reachability(HeapGraph graph, Rules rules, boolean[] survivor, boolean[] notHolder) {
    this.graph = graph;
    this.rules = rules;
    this.survivor = survivor;
    this.notHolder = notHolder.clone();
    parent = new int[graph.size()];
    Arrays.fill(parent, UNSEEN);
    parentEdge = new int[graph.size()];
    stage = new int[graph.size()];
    order = new int[graph.size()];
    owner = new int[graph.size()];
    Arrays.fill(owner, -1);
  }

  /**
   * Where a rule stopped the search.
   *
   * @param from the object that refers to the next one, -1 where that is a root
   * @param edge the reference, likewise
   * @param root likewise
   */
  record Deferral(int from, int edge, int node, String rule, @Nullable Root root) {}

  /** A way behind a rule: the last object, the reference to it, and the way before. */
  record Step(int node, int edge, @Nullable Step before, Deferral start) {}

  /** Follows all that counts as holding, stopping at survivors; then what survivors hold. */
  void hold(List<Root> roots) {
    int firstSurvivor = firstSurvivors.size();
    untilSurvivors(roots);
    whatSurvivorsHold(firstSurvivor);
  }

  /** The same from where ways behind rules end; the ways themselves stay set apart. */
  void holdAtEnds(List<Step> steps) {
    int firstSurvivor = firstSurvivors.size();
    int from = seen;
    steps.forEach(this::takeWay);
    for (; from < seen; from++) {
      if (isHeld(order[from])) {
        noteOrExpand(order[from]);
      }
    }
    whatSurvivorsHold(firstSurvivor);
  }

  private void takeWay(Step last) {
    List<Step> way = new ArrayList<>();
    for (Step each = last.before(); each != null; each = each.before()) {
      way.add(0, each);
    }
    int number = stageOf(last.start().rule());
    for (Step each : way) {
      if (visit(each.node(), from(each), each.edge(), number)) {
        ways.add(each.node());
        noteRoot(each);
      }
    }
    if (visit(last.node(), from(last), last.edge(), HELD)) {
      noteRoot(last);
    } else if (!isHeld(last.node())) { // it was on another one's way
      stage[last.node()] = HELD;
      noteOrExpand(last.node());
    }
  }

  private static int from(Step step) {
    return step.before() == null ? step.start().from() : step.before().node();
  }

  private void noteRoot(Step step) {
    Root root = step.start().root();
    if (step.before() == null && root != null) {
      rootOf.put(step.node(), root);
    }
  }

  private void whatSurvivorsHold(int firstSurvivor) {
    int from = seen;
    for (int i = firstSurvivor; i < firstSurvivors.size(); i++) {
      int node = firstSurvivors.get(i);
      owner[node] = node;
      expandHolder(node);
    }
    for (; from < seen; from++) {
      owner[order[from]] = owner[parent[order[from]]];
      expandHolder(order[from]);
    }
  }

  private void untilSurvivors(List<Root> roots) {
    int next = 0;
    int from = seen;
    for (int level = 0; next < roots.size() || from < seen; level++) {
      for (; next < roots.size() && roots.get(next).delay() <= level; next++) {
        start(roots.get(next));
      }
      for (int end = seen; from < end; from++) {
        noteOrExpand(order[from]);
      }
    }
  }

  private void noteOrExpand(int node) {
    noteSurvivor(node);
    if (!stopsAt(node)) {
      expandHolder(node);
    }
  }

  private void start(Root root) {
    int node = root.node();
    if (notHolder[node]) {
      return;
    }
    if (!rules.ofNode(node).isEmpty()) {
      deferred.add(new Deferral(-1, -1, node, rules.ofNode(node), root));
    } else if (visit(node, -1, -1, HELD)) {
      rootOf.put(node, root);
    }
  }

  private void noteSurvivor(int node) {
    if (survivor[node] && rules.structureReason(node).isEmpty()) {
      firstSurvivors.add(node);
    }
  }

  /** The insides of a collection are passed, so that the chain leads to what was put into it. */
  private boolean stopsAt(int node) {
    return survivor[node] && rules.structureReason(node).isEmpty() && !isCollectionPart(node);
  }

  /** Whether an object is inside a collection: one of its nodes, or the array of its elements. */
  public boolean isCollectionPart(int node) {
    if (ClassNames.isCollectionPart(graph.typeName(node))) {
      return true;
    }
    Edge kind = parentEdge[node] < 0 ? null : graph.kindOf(parentEdge[node]);
    return kind != null
        && ClassNames.isArray(graph.typeName(node))
        && kind.ownerName().startsWith("java.util.");
  }

  private void expandHolder(int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (!mayHold(edge)) {
        continue;
      }
      String rule = rules.ofEdge(node, edge);
      if (rule.isEmpty()) {
        visit(graph.edgeTarget[edge], node, edge, HELD);
      } else {
        deferred.add(new Deferral(node, edge, graph.edgeTarget[edge], rule, null));
      }
    }
  }

  /** Whether a reference is a strong one to what may count as a holder, whatever rules say. */
  boolean mayHold(int edge) {
    int target = graph.edgeTarget[edge];
    return !graph.isReferent(edge) && !notHolder[target];
  }

  /** Whether a reference counts as holding, so that no rule sets it apart. */
  boolean holds(int node, int edge) {
    return mayHold(edge) && rules.ofEdge(node, edge).isEmpty();
  }

  /** A root that a rule sets apart. */
  void defer(Root root, String rule) {
    deferred.add(new Deferral(-1, -1, root.node(), rule, root));
  }

  /** Where rules stopped the search so far. */
  List<Deferral> deferred() {
    return deferred;
  }

  /** Reaches what rules set apart, each with the reason of its rule. */
  void followSetApart() {
    for (int i = 0; i < ways.size(); i++) {
      follow(ways.get(i), stage[ways.get(i)], seen);
    }
    for (Deferral each : deferred) {
      followAll(each.node(), each.rule());
    }
  }

  private void follow(int node, int number, int from) {
    if (number != HELD) {
      expandAll(node, number, false);
      for (int next = from; next < seen; next++) {
        expandAll(order[next], number, false);
      }
    }
  }

  /** Reaches what {@code node} holds strongly, whatever rules say, for the reason given. */
  void followAll(int node, String reason) {
    int from = seen;
    int number = stageOf(reason);
    visit(node, -1, -1, number);
    for (; from < seen; from++) {
      expandAll(order[from], number, false);
    }
  }

  /** Reaches what hangs on test instances; from now on they are objects like all others. */
  void followTest(List<Integer> nodes) {
    nodes.forEach(node -> notHolder[node] = false);
    nodes.forEach(node -> followAll(node, BY_TEST));
  }

  /**
   * Reaches what soft references hold, of all that was reached before. What that holds otherwise
   * was reached as well, once {@link #followTest} has run.
   */
  void followSoftly() {
    int number = stageOf(SOFT);
    int before = seen;
    for (int i = 0; i < seen; i++) {
      if (i >= before || graph.isSoftReference(order[i])) {
        expandAll(order[i], number, true);
      }
    }
  }

  private void expandAll(int node, int number, boolean softly) {
    boolean soft = softly && graph.isSoftReference(node);
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      int target = graph.edgeTarget[edge];
      if (!notHolder[target] && (soft || !graph.isReferent(edge))) {
        visit(target, node, edge, number);
      }
    }
  }

  private boolean visit(int node, int from, int edge, int number) {
    if (parent[node] != UNSEEN) {
      return false;
    }
    parent[node] = from;
    parentEdge[node] = edge;
    stage[node] = number;
    order[seen++] = node;
    return true;
  }

  private int stageOf(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return reasons.indexOf(reason);
  }

  /** Tells another way by which an object is held. */
  void reroute(int node, int from, int edge) {
    parent[node] = from;
    parentEdge[node] = edge;
    rootOf.remove(node);
  }

  /** How many objects were reached. */
  public int seen() {
    return seen;
  }

  /** The objects that were reached, in the order in which they were. */
  public int seen(int index) {
    return order[index];
  }

  boolean isSeen(int node) {
    return parent[node] != UNSEEN;
  }

  public boolean isHeld(int node) {
    return isSeen(node) && stage[node] == HELD;
  }

  /** The reason of the rule behind which an object is held all the same; empty if it is of none. */
  public String heldBehind(int node) {
    int each = node;
    while (each >= 0 && isHeld(each)) {
      each = parent[each];
    }
    return each < 0 ? "" : reason(each);
  }

  /** Why an object is there although nothing counts as holding it. */
  public String reason(int node) {
    return reasons.get(stage[node]);
  }

  /** Survivors that are held other than through a survivor, nearest first. */
  public List<Integer> firstSurvivors() {
    return firstSurvivors;
  }

  /** The first survivor through which a held object is held, or -1. */
  public int owner(int node) {
    return owner[node];
  }

  /** The object through which another was reached, or -1 at a root. */
  public int parent(int node) {
    return parent[node];
  }

  /** The reference over which an object was reached. */
  public int parentEdge(int node) {
    return parentEdge[node];
  }

  public @Nullable Root rootOf(int node) {
    return rootOf.get(node);
  }
}
