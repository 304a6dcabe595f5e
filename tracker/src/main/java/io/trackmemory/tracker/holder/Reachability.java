package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.IntList;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Breadth-first search through a heap, in stages: first what counts as held, then, for what that
 * left, why it is there all the same. Each object belongs to the first stage that reaches it; an
 * entry with a weak key, and what it holds, to that in which both the entry and its key have been
 * reached. No recursion, so chains may be of any length. For one thread. Longer than other classes,
 * as all of it writes the same few arrays.
 */
public final class Reachability {

  public static final String BY_TEST = "held by the test instance only";
  public static final String IN_USE = "in use by running methods";
  public static final String SOFT = "only softly reachable";

  private static final int UNSEEN = -2;
  private static final int BARRED = -3; // counts as no holder so far
  private static final int HELD = 0;

  private final HeapGraph graph;
  private final Rules rules;
  private final boolean[] survivor;
  private final CollectionParts parts;
  private final WeakEntries weak;
  private final UsersWays users;

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

  /* Entries that were reached before their keys, and keys whose references have been followed. */
  private final BitSet waiting = new BitSet();
  private final BitSet openKeys = new BitSet();
  private final IntList ofSurvivors = new IntList();
  private final IntList ofLasting = new IntList(); // whose keys the JDK keeps for good: constants
  private final BitSet claimed = new BitSet();
  private final BitSet ofCycles = new BitSet();
  private boolean pastSurvivors;
  private boolean waitsSinceCycles;

  Reachability(
      HeapGraph graph,
      Rules rules,
      CollectionParts parts,
      WeakEntries weak,
      UsersWays users,
      boolean[] survivor,
      boolean[] notHolder) {
    this.graph = graph;
    this.rules = rules;
    this.parts = parts;
    this.weak = weak;
    this.users = users;
    this.survivor = survivor;
    parent = new int[graph.size()];
    for (int node = 0; node < parent.length; node++) {
      parent[node] = notHolder[node] ? BARRED : UNSEEN;
    }
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
    hold(roots, new int[0]);
  }

  private void hold(List<Root> roots, int[] entries) {
    int firstSurvivor = firstSurvivors.size();
    int firstOfSurvivors = ofSurvivors.size();
    pastSurvivors = false;
    untilSurvivors(roots, entries);
    whatSurvivorsHold(firstSurvivor, firstOfSurvivors, entries);
  }

  /** The same from where ways behind rules end; the ways themselves stay set apart. */
  void holdAtEnds(List<Step> steps) {
    int firstSurvivor = firstSurvivors.size();
    int firstOfSurvivors = ofSurvivors.size();
    pastSurvivors = false;
    int from = seen;
    steps.forEach(this::takeWay);
    for (; from < seen; from++) {
      if (isHeld(order[from])) {
        judgeOrExpand(order[from]);
      }
    }
    whatSurvivorsHold(firstSurvivor, firstOfSurvivors, new int[0]);
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
      judgeOrExpand(last.node());
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

  private void whatSurvivorsHold(int firstSurvivor, int firstOfSurvivors, int[] entries) {
    pastSurvivors = true;
    int from = seen;
    for (int i = firstSurvivor; i < firstSurvivors.size(); i++) {
      int node = firstSurvivors.get(i);
      owner[node] = node;
      claimed.clear(node);
      expand(node);
    }
    for (int entry : entries) {
      if (isInside(entry)) {
        expand(entry);
      }
    }
    for (int i = firstOfSurvivors; i < ofSurvivors.size(); i++) {
      release(ofSurvivors.get(i), HELD);
    }
    for (; from < seen; from++) {
      owner[order[from]] = owner[parent[order[from]]];
      expandHolder(order[from]);
    }
    for (int i = firstSurvivor; i < firstSurvivors.size(); i++) {
      claimRoom(firstSurvivors.get(i));
    }
  }

  private void untilSurvivors(List<Root> roots, int[] entries) {
    int next = 0;
    int from = seen;
    for (int entry : entries) {
      if (!isInside(entry)) {
        judge(entry);
      }
    }
    for (int level = 0; next < roots.size() || from < seen; level++) {
      for (; next < roots.size() && roots.get(next).delay() <= level; next++) {
        start(roots.get(next));
      }
      for (int end = seen; from < end; from++) {
        judgeOrExpand(order[from]);
      }
    }
  }

  private void judgeOrExpand(int node) {
    if (weak.isEntry(node)) {
      expandHolder(node); // it is judged once its key has been reached
    } else {
      judge(node);
    }
  }

  /** Whether an object hangs on a survivor. */
  private boolean isInside(int node) {
    return owner[node] >= 0 && !claimed.get(node);
  }

  /** Room of a collection belongs to what is found in it. */
  private void claimRoom(int firstSurvivor) {
    int each = parent[firstSurvivor];
    while (each >= 0 && owner[each] < 0 && isCollectionPart(each)) {
      owner[each] = firstSurvivor;
      claimed.set(each);
      each = parent[each];
    }
  }

  private void start(Root root) {
    int node = root.node();
    if (parent[node] == BARRED) {
      return;
    }
    if (!rules.ofNode(node).isEmpty()) {
      defer(root, rules.ofNode(node));
    } else if (weak.isGoneKey(node)) {
      defer(root, KnownHolder.GONE_KEY); // the JVM is about to put it into its queue
    } else if (visit(node, -1, -1, HELD)) {
      rootOf.put(node, root);
    }
  }

  /** The insides of a collection are passed, so that the chain leads to what was put into it. */
  private void judge(int node) {
    if (!note(node) || isCollectionPart(node)) {
      expand(node);
    } else if (graph.isInstanceOf(node, JdkNames.THREAD)) {
      followThreadLocals(node);
    }
  }

  /* Whoever started a thread, values of its ThreadLocals are whose these are. */
  private void followThreadLocals(int thread) {
    for (int edge = graph.firstEdge[thread]; edge < graph.firstEdge[thread + 1]; edge++) {
      Edge kind = graph.kindOf(edge);
      if (kind != null && JdkThreads.OPEN_FIELDS.contains(kind.field())) {
        follow(thread, edge, thread);
      }
    }
  }

  /** Notes a survivor, and tells whether it is one; room belongs to what is in it. */
  private boolean note(int node) {
    boolean leak = survivor[node] && rules.structureReason(node).isEmpty();
    if (leak && !isRoom(node)) {
      firstSurvivors.add(node);
    }
    return leak;
  }

  private void expand(int node) {
    if (weak.isEntry(node)) {
      holdLocked(node, node);
    } else {
      expandHolder(node);
    }
  }

  /** Whether an object is inside a collection: one of its nodes, or its room. */
  public boolean isCollectionPart(int node) {
    return ClassNames.isCollectionPart(graph.typeName(node)) || isRoom(node);
  }

  /** Whether an object is what a collection of the JDK takes for itself: no leak by itself. */
  public boolean isRoom(int node) {
    return parts.isText(parentEdge[node])
        ? isRoom(parent[node])
        : parts.isRoom(parent[node], parentEdge[node], node);
  }

  /** Whether an object is such room around a survivor, to which it belongs. */
  public boolean isClaimedRoom(int node) {
    return claimed.get(node);
  }

  /** Whether an object is a node of a concurrent collection with nothing in it. */
  public boolean isEmptyNode(int node) {
    return parts.isEmptyNode(node);
  }

  private void expandHolder(int node) {
    if (weak.isPlain(node)) {
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        follow(node, edge, node);
      }
      return;
    }
    boolean entry = weak.isEntry(node);
    boolean gone = weak.isGone(node);
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      boolean free = (!entry && !gone) || weak.isFree(node, edge);
      if (free) {
        follow(node, edge, node);
      } else if (gone && mayHold(edge)) {
        defer(node, edge, KnownHolder.GONE_KEY);
      }
    }
    reachEntryOrKey(node, HELD);
  }

  /** Reaches over a reference what it holds, as what {@code by} leads to. */
  private void follow(int node, int edge, int by) {
    if (graph.isReferent(edge)
        || (isHeld(graph.edgeTarget[edge]) && rules.hasPlainKind(edge))) { // nothing new
      return;
    }
    String rule = rules.ofEdge(node, edge);
    if (rule.isEmpty()) {
      visit(graph.edgeTarget[edge], by, edge, HELD);
    } else if (mayHold(edge)) {
      defer(by, edge, rule);
    }
  }

  private void reachEntryOrKey(int node, int number) {
    if (weak.isEntry(node)) {
      if (openKeys.get(weak.keyOf(node))) {
        release(node, number);
      } else {
        waiting.set(node);
        waitsSinceCycles = true;
      }
    }
    if (weak.isKey(node) && !openKeys.get(node)) {
      openKeys.set(node);
      int place = weak.firstOf(node);
      for (int entry; (entry = weak.entryAt(place, node)) >= 0; place++) {
        if (waiting.get(entry)) {
          release(entry, number);
        }
      }
    }
  }

  /* What an entry holds belongs to who holds its key, if that is a survivor, or if the user holds
   * the key and a library the map. */
  private void release(int entry, int number) {
    if (stage[entry] == HELD && KnownHolder.isForGood(reasons.get(number))) {
      ofLasting.add(entry);
      return;
    }
    waiting.clear(entry);
    int key = weak.keyOf(entry);
    if (number != HELD) {
      stage[entry] = number;
      expandLocked(entry, number);
    } else if (isInside(key) && !pastSurvivors) {
      ofSurvivors.add(entry);
    } else if (isInside(key)) {
      owner[entry] = isInside(entry) ? owner[entry] : owner[key];
      claimed.clear(entry);
      holdLocked(entry, key);
    } else if (pastSurvivors) {
      holdLocked(entry, entry);
    } else if (isUsersOnlyByKey(entry, key)) {
      note(entry);
      holdLocked(entry, key);
    } else {
      judge(entry);
    }
  }

  private boolean isUsersOnlyByKey(int entry, int key) {
    return !graph.isClass(key) && users.leadTo(key, this) && !users.leadTo(entry, this);
  }

  private void holdLocked(int entry, int by) {
    for (int edge = graph.firstEdge[entry]; edge < graph.firstEdge[entry + 1]; edge++) {
      if (!weak.isFree(entry, edge)) {
        follow(entry, edge, by);
      }
    }
  }

  private void expandLocked(int entry, int number) {
    for (int edge = graph.firstEdge[entry]; edge < graph.firstEdge[entry + 1]; edge++) {
      if (!weak.isFree(entry, edge) && mayHold(edge)) {
        visit(graph.edgeTarget[edge], entry, edge, number);
      }
    }
  }

  /** Whether a reference is a strong one to what may count as a holder, whatever rules say. */
  boolean mayHold(int edge) {
    int target = graph.edgeTarget[edge];
    return !graph.isReferent(edge) && parent[target] != BARRED;
  }

  /** Whether a reference counts as holding, so that no rule sets it apart. */
  boolean holds(int node, int edge) {
    return mayHold(node, edge) && rules.ofEdge(node, edge).isEmpty();
  }

  /** Likewise, whatever rules say. */
  boolean mayHold(int node, int edge) {
    return mayHold(edge)
        && (!weak.isEntry(node) || weak.isFree(node, edge) || openKeys.get(weak.keyOf(node)));
  }

  /** Reaches what maps hold by keys that stay, although a rule sets these apart. */
  void followLasting() {
    releaseAll(ofLasting.toArray());
    followSetApart();
  }

  /** Reaches what entries hold that nothing but this holds, as it leads to their keys. */
  void followCycles() {
    while (waitsSinceCycles) { // no old ones come, as more and more is reached
      waitsSinceCycles = false;
      int from = seen;
      releaseAll(WeakCycles.of(graph, this, weak, waiting));
      for (; from < seen; from++) {
        ofCycles.set(order[from]);
      }
    }
  }

  /** Whether an object is held by nothing but the entry of a map whose weak key it leads to. */
  public boolean isOfCycle(int node) {
    return ofCycles.get(node);
  }

  /** Reaches what entries hold whose keys nothing shows the way to. */
  void followWaiting() {
    while (!waiting.isEmpty()) {
      releaseAll(waiting.stream().toArray());
    }
  }

  private void releaseAll(int[] entries) {
    for (int entry : entries) {
      waiting.clear(entry);
      weak.bind(entry);
    }
    hold(List.of(), Arrays.stream(entries).filter(each -> stage[each] == HELD).toArray());
    for (int entry : entries) {
      if (stage[entry] != HELD) {
        int from = seen;
        expandAll(entry, stage[entry]);
        expandAllFrom(from, stage[entry]);
      }
    }
  }

  private void expandAllFrom(int from, int number) {
    for (int next = from; next < seen; next++) {
      expandAll(order[next], number);
    }
  }

  private void defer(int from, int edge, String rule) {
    deferred.add(new Deferral(from, edge, graph.edgeTarget[edge], rule, null));
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
      followWay(ways.get(i));
    }
    for (Deferral each : deferred) {
      followAll(each.node(), each.rule());
    }
  }

  private void followWay(int node) {
    int number = stage[node];
    if (number != HELD) {
      int from = seen;
      expandAll(node, number);
      expandAllFrom(from, number);
    }
  }

  /** Reaches what {@code node} holds strongly, whatever rules say, for the reason given. */
  void followAll(int node, String reason) {
    int from = seen;
    int number = stageOf(reason);
    unbar(node);
    visit(node, -1, -1, number);
    expandAllFrom(from, number);
  }

  private void unbar(int node) {
    if (parent[node] == BARRED) {
      parent[node] = UNSEEN;
    }
  }

  /** Reaches what hangs on test instances; from now on they are objects like all others. */
  void followTest(List<Integer> nodes) {
    nodes.forEach(this::unbar);
    nodes.forEach(node -> followAll(node, BY_TEST));
  }

  /**
   * Reaches what soft references hold, of all that was reached before. What that holds otherwise
   * was reached as well, once {@link #followTest} has run.
   */
  void followSoftly() {
    int number = stageOf(SOFT);
    int before = seen;
    for (int i = 0; i < seen || visitSoftKeys(number); i++) {
      if (i >= before) {
        expandAll(order[i], number);
      }
      if (graph.isSoftReference(order[i])) {
        visitReferent(order[i], number);
      }
    }
  }

  /* An entry waits for its key, which nothing but its own soft reference may lead to. */
  private boolean visitSoftKeys(int number) {
    boolean any = false;
    for (int entry = waiting.nextSetBit(0); entry >= 0; entry = waiting.nextSetBit(entry + 1)) {
      for (int edge = graph.firstEdge[entry]; edge < graph.firstEdge[entry + 1]; edge++) {
        int target = graph.edgeTarget[edge];
        if (graph.isSoftReference(target) && graph.referent(target) == weak.keyOf(entry)) {
          any |= visit(target, entry, edge, number);
        }
      }
    }
    return any;
  }

  private void visitReferent(int node, int number) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (graph.isReferent(edge)) {
        visit(graph.edgeTarget[edge], node, edge, number);
      }
    }
  }

  private void expandAll(int node, int number) {
    if (weak.isPlain(node) && !graph.isReference(node)) {
      for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        visit(graph.edgeTarget[edge], node, edge, number);
      }
      return;
    }
    boolean entry = weak.isEntry(node);
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (mayHold(edge) && (!entry || weak.isFree(node, edge))) {
        visit(graph.edgeTarget[edge], node, edge, number);
      }
    }
    reachEntryOrKey(node, number);
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
    return parent[node] > UNSEEN;
  }

  /** Whether an object is an entry with a weak key that has not been reached. */
  boolean isWaiting(int node) {
    return waiting.get(node);
  }

  public boolean isHeld(int node) {
    return isSeen(node) && stage[node] == HELD && !waiting.get(node);
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

  /** The first survivor through which a held object is held, or that is in such room; or -1. */
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
