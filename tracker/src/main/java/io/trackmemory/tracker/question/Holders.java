package io.trackmemory.tracker.question;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.holder.ChainBuilder;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.holder.ReferenceChain;
import io.trackmemory.tracker.holder.RetainedSizes;
import io.trackmemory.tracker.holder.Signatures;
import io.trackmemory.tracker.holder.StagedSearch;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import io.trackmemory.tracker.question.LeakFindings.Place;
import io.trackmemory.tracker.question.LeakFindings.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Groups leaked objects by what holds them: one finding for each signature. */
final class Holders {

  private static final int MAX_CHAINS = 16;

  private final HeapGraph graph;
  private final Signatures signatures;
  private final Reachability reached;
  private final ChainBuilder chains;
  private final Map<Integer, Group> groups = new LinkedHashMap<>();

  Holders(StagedSearch found) {
    graph = found.graph;
    signatures = found.signatures;
    reached = found.reached;
    chains = found.chains;
    for (int i = 0; i < reached.firstSurvivors().size(); i++) {
      int node = reached.firstSurvivors().get(i);
      groupOf(node).first.add(node);
    }
  }

  /** What one holder holds: the first survivors, nearest first, indexes and places of all. */
  private record Group(List<Integer> first, List<Integer> indexes, List<Place> places) {}

  private Group groupOf(int firstSurvivor) {
    return groups.computeIfAbsent(
        signatures.numberOf(firstSurvivor),
        signature -> new Group(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }

  void addSurvivor(int index, int node) {
    Group group = groupOf(reached.owner(node));
    group.indexes.add(index);
    group.places.add(place(node));
  }

  private Place place(int node) {
    int first = reached.owner(node);
    int before = reached.parent(first);
    boolean inEntry = before >= 0 && isEntry(before) && !isEntry(first);
    int entry = inEntry ? before : first;
    if (first != node) {
      return new Place(entry, Role.PART);
    }
    boolean structure = isEntry(first) || (reached.isCollectionPart(first) && !inEntry);
    return new Place(entry, structure ? Role.STRUCTURE : Role.HEAD);
  }

  /** Whether an object holds what was put into a collection at once: a key and its value. */
  private boolean isEntry(int node) {
    String name = graph.typeName(node);
    return ClassNames.isCollectionPart(name) && (name.endsWith("Node") || name.endsWith("Entry"));
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  List<Finding> findings(@Nullable RetainedSizes sizes, Deadline deadline) {
    List<Finding> findings = new ArrayList<>();
    groups.forEach(
        (signature, group) -> {
          findings.add(
              new Finding(
                  signatures.text(signature),
                  chains.chainTo(representative(group)),
                  group.indexes,
                  group.places,
                  chainsByType(group),
                  retained(group, sizes, deadline)));
        });
    findings.sort(
        Comparator.comparingInt((Finding finding) -> -finding.survivors().size())
            .thenComparing(Finding::signature));
    return findings;
  }

  /** A chain to the nearest object of each type, of as many types as one may want to read of. */
  private Map<String, ReferenceChain> chainsByType(Group group) {
    Map<String, ReferenceChain> byType = new HashMap<>();
    for (int i = 0; i < group.first.size() && byType.size() < MAX_CHAINS; i++) {
      int node = group.first.get(i);
      if (!reached.isCollectionPart(node)) {
        byType.computeIfAbsent(graph.typeName(node), type -> chains.chainTo(node));
      }
    }
    return byType;
  }

  /** The nearest object that is not just a part of a collection, if there is one. */
  private int representative(Group group) {
    return group.first.stream()
        .filter(node -> !reached.isCollectionPart(node))
        .findFirst()
        .orElse(group.first.get(0));
  }

  private static OptionalLong retained(
      Group group, @Nullable RetainedSizes sizes, Deadline deadline) {
    return sizes == null || deadline.isPast()
        ? OptionalLong.empty()
        : OptionalLong.of(sizes.retainedBy(group.first));
  }
}
