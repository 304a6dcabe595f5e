package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.holder.ReferenceChain;
import io.trackmemory.tracker.holder.RetainedSizes;
import io.trackmemory.tracker.holder.StagedSearch;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import io.trackmemory.tracker.question.LeakFindings.Place;
import io.trackmemory.tracker.question.LeakFindings.Role;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges the survivors of a query by the heap that was read, and groups those that leaked by what
 * holds them: one finding for each signature. For one thread, used once.
 */
final class LeakAnalysis {

  static final String ASKED = "the code under test or the test instance itself";

  static final String COLLECTED = "collected while searching";

  private final HeapReader.Content content;
  private final HeapGraph graph;
  private final StagedSearch found;
  private final Reachability reached;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** By these rules; none set nothing apart. */
  LeakAnalysis(HeapReader.Content content, LeakQuery query, List<KnownHolder> rules) {
    this.content = content;
    graph = content.graph();
    found = StagedSearch.ofSurvivors(content, query, rules);
    reached = found.reached;
  }

  /**
   * What one holder holds.
   *
   * @param first the first survivors, nearest first
   * @param places those of all
   * @param nodes all
   * @param nearest the nearest of each type
   */
  private record Group(
      List<Integer> first, List<Place> places, List<Integer> nodes, Map<String, Integer> nearest) {

    Group() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    }
  }

  private Group groupOf(int firstSurvivor) {
    return groups.computeIfAbsent(
        found.signatures.text(found.signatures.numberOf(firstSurvivor)), signature -> new Group());
  }

  /** Judges the survivors; tells sizes only if asked to, and while the deadline lasts. */
  LeakFindings findings(boolean withSizes, Deadline deadline) {
    List<Integer> first = reached.firstSurvivors();
    first.forEach(node -> groupOf(node).first.add(node));
    Map<String, List<Integer>> apart = new LinkedHashMap<>();
    for (int index = 0; index < found.probed.survivors().size(); index++) {
      int node = found.probed.survivors().get(index);
      String reason = reasonApart(node);
      if (reason.isEmpty()) {
        Group group = groupOf(reached.owner(node));
        group.places.add(place(index, node));
        group.nodes.add(node);
      } else {
        apart.computeIfAbsent(reason, key -> new ArrayList<>()).add(index);
      }
    }
    noteNearest();
    RetainedSizes sizes = withSizes && !groups.isEmpty() ? new RetainedSizes(content, first) : null;
    List<Finding> findings = new ArrayList<>();
    groups.forEach((signature, group) -> findings.add(finding(signature, group, sizes, deadline)));
    findings.sort(
        Comparator.comparingInt((Finding finding) -> -finding.places().size())
            .thenComparing(Finding::signature));
    List<Apart> setApart = new ArrayList<>();
    apart.forEach((reason, survivors) -> setApart.add(new Apart(reason, survivors)));
    return new LeakFindings(findings, setApart, Optional.empty());
  }

  private Finding finding(
      String signature, Group group, @Nullable RetainedSizes sizes, Deadline deadline) {
    return new Finding(
        signature,
        found.chains.chainTo(representative(group)),
        group.places,
        chainsByType(group),
        sizes == null || deadline.isPast()
            ? OptionalLong.empty()
            : OptionalLong.of(sizes.retainedBy(group.first, group.nodes)));
  }

  private Place place(int index, int node) {
    int first = reached.owner(node);
    int before = reached.parent(first);
    boolean inEntry = before >= 0 && isEntry(before) && !isEntry(first);
    int entry = inEntry ? before : first;
    if (first != node) {
      return new Place(index, entry, Role.PART);
    }
    boolean structure = isEntry(first) || (reached.isCollectionPart(first) && !inEntry);
    return new Place(index, entry, structure ? Role.STRUCTURE : Role.HEAD);
  }

  /** Whether an object holds what was put into a collection at once: a key and its value. */
  private boolean isEntry(int node) {
    String name = graph.typeName(node);
    return ClassNames.isCollectionPart(name) && (name.endsWith("Node") || name.endsWith("Entry"));
  }

  private void noteNearest() {
    for (int rank = 0; rank < reached.seen(); rank++) {
      int node = reached.seen(rank);
      if (found.survivor[node] && reasonApart(node).isEmpty()) {
        groupOf(reached.owner(node)).nearest.putIfAbsent(graph.typeName(node), node);
      }
    }
  }

  /** A chain to the nearest object of each type, as somebody may ask for that type. */
  private Map<String, ReferenceChain> chainsByType(Group group) {
    Map<String, ReferenceChain> byType = new HashMap<>();
    group.nearest.forEach((type, node) -> byType.put(type, found.chains.chainTo(node)));
    return byType;
  }

  /** The nearest object that is not just a part of a collection, if there is one. */
  private int representative(Group group) {
    return group.first.stream()
        .filter(node -> !reached.isCollectionPart(node))
        .findFirst()
        .orElse(group.first.get(0));
  }

  /** Why a survivor is no leak, empty if it is one. */
  private String reasonApart(int node) {
    if (node < 0) {
      return COLLECTED;
    }
    if (!found.survivor[node]) {
      return ASKED;
    }
    if (!reached.isHeld(node)) {
      return reached.reason(node);
    }
    return found.rules.structureReason(node);
  }

  /** What holds the first survivor, be it a frame or a soft reference; empty if it is gone. */
  Optional<ReferenceFate> holderOfFirst(boolean withSizes) {
    int node = found.probed.survivors().get(0);
    if (node < 0) {
      return Optional.empty();
    }
    Leak holder =
        found
            .chains
            .chainTo(node)
            .leak(
                found.signatures.text(found.signatures.numberOf(node)),
                List.of(),
                withSizes
                    ? OptionalLong.of(
                        new RetainedSizes(content, List.of(node))
                            .retainedBy(List.of(node), List.of()))
                    : OptionalLong.empty(),
                List.of(),
                Map.of());
    return Optional.of(
        new ReferenceFate.Alive(
            graph.typeName(node),
            reached.isHeld(node) ? "" : reached.reason(node),
            graph.bytesOf[node],
            Optional.of(holder),
            ""));
  }
}
