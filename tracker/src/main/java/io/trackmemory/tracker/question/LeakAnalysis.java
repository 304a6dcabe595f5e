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
import org.jspecify.annotations.Nullable;

/**
 * Judges the survivors of a query by the heap that was read, and groups those that leaked by what
 * holds them: one finding for each signature. For one thread, used once.
 */
final class LeakAnalysis {

  static final String ASKED = "the code under test or the test instance itself";

  static final String COLLECTED = "collected while searching";

  private static final int MAX_CHAINS = 16;

  private final HeapReader.Content content;
  private final HeapGraph graph;
  private final StagedSearch found;
  private final Reachability reached;
  private final Map<Integer, Group> groups = new LinkedHashMap<>();

  /** By these rules; none set nothing apart. */
  LeakAnalysis(HeapReader.Content content, LeakQuery query, List<KnownHolder> rules) {
    this.content = content;
    graph = content.graph();
    found = StagedSearch.ofSurvivors(content, query, rules);
    reached = found.reached;
  }

  /** What one holder holds: the first survivors, nearest first, and the places of all. */
  private record Group(List<Integer> first, List<Place> places) {}

  private Group groupOf(int firstSurvivor) {
    return groups.computeIfAbsent(
        found.signatures.numberOf(firstSurvivor),
        signature -> new Group(new ArrayList<>(), new ArrayList<>()));
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
        groupOf(reached.owner(node)).places.add(place(index, node));
      } else {
        apart.computeIfAbsent(reason, key -> new ArrayList<>()).add(index);
      }
    }
    RetainedSizes sizes = withSizes && !groups.isEmpty() ? found.sizes(content, first) : null;
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
      int signature, Group group, @Nullable RetainedSizes sizes, Deadline deadline) {
    return new Finding(
        found.signatures.text(signature),
        found.chains.chainTo(representative(group)),
        group.places,
        chainsByType(group),
        sizes == null || deadline.isPast()
            ? OptionalLong.empty()
            : OptionalLong.of(sizes.retainedBy(group.first) + bytesOfRoom(group)));
  }

  /** Of room that was made anew: what was put in before is in it, too, and would stay. */
  private long bytesOfRoom(Group group) {
    return group.places.stream()
        .mapToInt(place -> found.probed.survivors().get(place.survivor()))
        .filter(reached::isClaimedRoom)
        .mapToLong(node -> graph.bytesOf[node])
        .sum();
  }

  private Place place(int index, int node) {
    if (reached.isClaimedRoom(node)) {
      return new Place(index, node, Role.STRUCTURE);
    }
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

  /** A chain to the nearest object of each type, of as many types as one may want to read of. */
  private Map<String, ReferenceChain> chainsByType(Group group) {
    Map<String, ReferenceChain> byType = new HashMap<>();
    for (int i = 0; i < group.first.size() && byType.size() < MAX_CHAINS; i++) {
      int node = group.first.get(i);
      if (!reached.isCollectionPart(node)) {
        byType.computeIfAbsent(graph.typeName(node), type -> found.chains.chainTo(node));
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
    String reason = found.rules.structureReason(node);
    boolean room = reason.isEmpty() && reached.owner(node) < 0 && reached.isRoom(node);
    return room ? KnownHolder.ROOM : reason;
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
                    ? OptionalLong.of(found.sizes(content, List.of(node)).retainedBy(List.of(node)))
                    : OptionalLong.empty(),
                List.of());
    return Optional.of(
        new ReferenceFate.Alive(
            graph.typeName(node),
            reached.isHeld(node) ? "" : reached.reason(node),
            graph.bytesOf[node],
            Optional.of(holder),
            ""));
  }
}
