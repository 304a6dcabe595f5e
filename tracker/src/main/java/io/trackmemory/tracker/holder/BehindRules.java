package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.holder.Reachability.Deferral;
import io.trackmemory.tracker.holder.Reachability.Step;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.jdk.KnownHolder.Reach;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what rules must not hide. Behind a rule for a cache or a registry of the JDK that is what
 * the user put there; behind a pattern of holders to be ignored, what a reference in the user's own
 * code leads to. All else behind them is left to be set apart. Breadth-first, so that the ways are
 * the shortest. For one thread, used once.
 */
final class BehindRules {

  private final HeapGraph graph;
  private final Rules rules;
  private final Owners owners;
  private final Reachability reached;
  private final boolean[] survivor;

  private final Map<Reach, Region> regions = new EnumMap<>(Reach.class);
  private final List<Step> found = new ArrayList<>();

  /**
   * Made once all that is held otherwise is known.
   *
   * @param survivors whether there are any that nothing holds so far
   * @param ofAll whether not only those matter
   */
  BehindRules(
      HeapGraph graph,
      Rules rules,
      Owners owners,
      Reachability reached,
      boolean[] survivor,
      boolean survivors,
      boolean ofAll) {
    this.graph = graph;
    this.rules = rules;
    this.owners = owners;
    this.reached = reached;
    this.survivor = survivor;
    if (survivors) {
      regions.put(Reach.DEFAULT, new Region());
      regions.put(Reach.REGISTRY, new Region());
      regions.put(Reach.CACHE, new Region());
    }
    if (survivors || ofAll) {
      regions.put(Reach.PATTERN, new Region());
    }
  }

  /** What rules of one reach set apart, as far as it was searched. */
  private static final class Region {
    private final BitSet seen = new BitSet();
    private final Deque<Step> next = new ArrayDeque<>();
  }

  /** Holds it. What is held then may lead to more rules. */
  void hold() {
    int next = 0;
    while (next < reached.deferred().size()) {
      int end = reached.deferred().size();
      for (; next < end; next++) {
        Deferral start = reached.deferred().get(next);
        Reach reach = reach(start.edge(), start.node(), start.rule());
        enter(reach, new Step(start.node(), start.edge(), null, start));
      }
      while (searchOn()) {
        // as long as a region led into another one
      }
      reached.holdAtEnds(found);
      found.clear();
    }
  }

  /* A region may lead into another one. */
  private boolean searchOn() {
    boolean any = false;
    for (Map.Entry<Reach, Region> each : regions.entrySet()) {
      for (Step step = each.getValue().next.poll(); step != null; ) {
        expand(each.getKey(), step);
        step = each.getValue().next.poll();
        any = true;
      }
    }
    return any;
  }

  /* A pattern that names what is the user's own means all of it. */
  private Reach reach(int edge, int node, String rule) {
    Reach reach = KnownHolder.reach(rule);
    if (reach != Reach.PATTERN) {
      return reach;
    }
    Edge kind = edge < 0 || !rules.isOfField(edge, rule) ? null : graph.kindOf(edge);
    boolean users =
        kind == null ? owners.isUsers(graph.classOf[node]) : owners.isUsersCode(kind.owner());
    return users ? Reach.ALL : reach;
  }

  private void enter(Reach reach, Step step) {
    Region region = regions.get(reach);
    int node = step.node();
    if (region == null || reached.isHeld(node) || region.seen.get(node)) {
      return;
    }
    region.seen.set(node);
    if (reach == Reach.PATTERN) {
      if (!survivor[node] || !owners.isMine(node)) { // else that is what the holder was given
        region.next.add(step);
      }
    } else if (survivor[node] && isUsers(reach, node)) {
      found.add(step);
    } else {
      region.next.add(step);
    }
  }

  private void expand(Reach reach, Step step) {
    int node = step.node();
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (!reached.mayHold(node, edge)) {
        continue;
      }
      int target = graph.edgeTarget[edge];
      Step next = new Step(target, edge, step, step.start());
      String rule = rules.ofEdge(node, edge);
      if (!rule.isEmpty()) {
        enter(reach(edge, target, rule), next);
      } else if (reach != Reach.PATTERN || !isUsersReference(node, edge)) {
        enter(reach, next);
      } else if (!reached.isHeld(target)) {
        found.add(next);
      }
    }
  }

  private boolean isUsersReference(int node, int edge) {
    Edge kind = graph.kindOf(edge);
    return kind == null ? owners.isUsersCode(graph.classOf[node]) : owners.isUsersField(kind);
  }

  private boolean isUsers(Reach reach, int node) {
    if (!rules.structureReason(node).isEmpty()) {
      return false;
    }
    boolean madeByUser = owners.isMadeByUser(node);
    return switch (reach) {
      case CACHE -> madeByUser && owners.isUsers(graph.classOf[node]);
      case REGISTRY -> madeByUser || isForUsersClass(node);
      case DEFAULT -> owners.isMine(node);
      case ALL, PATTERN -> false;
    };
  }

  /* Such as the entry of a map from a class to what deals with it. */
  private boolean isForUsersClass(int node) {
    for (int edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      Edge kind = graph.kindOf(edge);
      int target = graph.edgeTarget[edge];
      if (graph.isClass(target)
          && (kind == null || kind.kind() != Edge.Kind.DEFINED_BY)
          && owners.isUsers(target)) {
        return true;
      }
    }
    return false;
  }
}
