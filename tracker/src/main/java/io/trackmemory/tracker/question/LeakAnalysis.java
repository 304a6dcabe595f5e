package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.Leak.Keeper;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapGraph;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.holder.EarlierRuns;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Ownership;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  private final Ownership ownership;
  private final EarlierRuns earlier;
  private @Nullable Set<String> holdersBefore;
  private @Nullable Map<Integer, Integer> nearestOfUsers;
  private final Map<String, Group> ofUser = new LinkedHashMap<>();
  private final Map<String, Group> ofLibraries = new LinkedHashMap<>();

  /** By these rules; none set nothing apart. */
  LeakAnalysis(HeapReader.Content content, LeakQuery query, List<KnownHolder> rules) {
    this.content = content;
    graph = content.graph();
    found = StagedSearch.ofSurvivors(content, query, rules);
    reached = found.reached;
    ownership = new Ownership(found);
    earlier = query.earlier();
  }

  /**
   * What one holder holds, of the user's or of a library's.
   *
   * @param heads the objects through which it holds the others, nearest first
   * @param nodes all of them, nearest first
   * @param nearest the nearest of each type
   */
  private record Group(
      boolean users,
      Set<Integer> heads,
      List<Integer> nodes,
      Map<String, Integer> nearest,
      List<Place> places) {

    Group(boolean users) {
      this(users, new LinkedHashSet<>(), new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
    }
  }

  private Group groupOf(int survivor) {
    boolean users = ownership.isYours(survivor);
    return (users ? ofUser : ofLibraries)
        .computeIfAbsent(
            found.signatures.text(found.signatures.numberOf(named(survivor, users))),
            signature -> new Group(users));
  }

  /*
   * The object by whose way the holder is named: the first that leaked, but where a library made
   * that (a lazy bean), and a field of the user's behind it leads on, the first of the user's. So
   * the name is that of later tests, which find the bean there.
   */
  private int named(int survivor, boolean users) {
    int first = reached.owner(survivor);
    if (!users || first < 0 || ownership.isMine(first)) {
      return first;
    }
    int mine = -1;
    for (int each = survivor; each >= 0 && reached.owner(each) == first; ) {
      mine = ownership.isMine(each) ? each : mine;
      each = each == first ? -1 : reached.parent(each);
    }
    mine = mine < 0 ? nearestOfUsers().getOrDefault(first, first) : mine;
    return isNamedBelow(first, mine) ? mine : first;
  }

  /* Whether a field of the user's between the two begins the name. */
  private boolean isNamedBelow(int first, int node) {
    int holder = found.signatures.holderOf(found.signatures.numberOf(node));
    for (int each = node; holder >= 0 && each != first && each >= 0; each = reached.parent(each)) {
      if (reached.parent(each) == holder) {
        Edge field = graph.kindOf(reached.parentEdge(each));
        return field != null && found.owners.isUsersField(field);
      }
    }
    return false;
  }

  /** The nearest object of the user's own, by the first that leaked on the way to it. */
  private Map<Integer, Integer> nearestOfUsers() {
    Map<Integer, Integer> known = nearestOfUsers;
    if (known == null) {
      known = new HashMap<>();
      for (int i = 0; i < reached.seen(); i++) {
        int node = reached.seen(i);
        if (ownership.isMine(node)) {
          known.putIfAbsent(reached.owner(node), node);
        }
      }
      nearestOfUsers = known;
    }
    return known;
  }

  /* What a library's object holds of the user's is no part of it. */
  private int headOf(int survivor, Group group) {
    int first = reached.owner(survivor);
    int head = survivor;
    if (group.users || reached.isClaimedRoom(survivor)) {
      return first;
    }
    for (int each = survivor; each >= 0 && reached.owner(each) == first; ) {
      each = reached.parent(each);
      if (each >= 0 && found.survivor[each] && reached.owner(each) == first) {
        if (ownership.isYours(each)) {
          return head;
        }
        head = each;
      }
    }
    return head;
  }

  /** Judges the survivors; tells sizes only if asked to, and while the deadline lasts. */
  LeakFindings findings(boolean withSizes, Deadline deadline) {
    Map<String, List<Integer>> apart = new LinkedHashMap<>();
    Map<String, Integer> behindPatterns = new HashMap<>();
    for (int index = 0; index < found.probed.survivors().size(); index++) {
      int node = found.probed.survivors().get(index);
      String reason = reasonApart(node);
      if (reason.isEmpty()) {
        groupOf(node).places.add(place(index, node));
        countBehindPattern(reached.owner(node), behindPatterns);
      } else {
        apart.computeIfAbsent(reason, key -> new ArrayList<>()).add(index);
      }
    }
    addNodes();
    List<Integer> heads =
        Stream.concat(ofUser.values().stream(), ofLibraries.values().stream())
            .flatMap(group -> group.heads.stream())
            .toList();
    RetainedSizes sizes = withSizes && !heads.isEmpty() ? found.sizes(content, heads) : null;
    List<Finding> findings = new ArrayList<>();
    ofUser.forEach((signature, group) -> findings.add(finding(signature, group, sizes, deadline)));
    ofLibraries.forEach(
        (signature, group) -> findings.add(finding(signature, group, sizes, deadline)));
    findings.sort(
        Comparator.comparing(Finding::keeper)
            .thenComparingInt(finding -> -finding.places().size())
            .thenComparing(Finding::signature));
    List<Apart> setApart = new ArrayList<>();
    apart.forEach((reason, survivors) -> setApart.add(new Apart(reason, survivors)));
    return new LeakFindings(findings, setApart, behindPatterns, Optional.empty());
  }

  private void countBehindPattern(int firstSurvivor, Map<String, Integer> counts) {
    String rule = reached.heldBehind(firstSurvivor);
    if (KnownHolder.reach(rule) == KnownHolder.Reach.PATTERN) {
      counts.merge(rule, 1, Integer::sum);
    }
  }

  /* Nearest first. */
  private void addNodes() {
    Set<Integer> placed = new HashSet<>();
    Stream.concat(ofUser.values().stream(), ofLibraries.values().stream())
        .flatMap(group -> group.places.stream())
        .forEach(place -> placed.add(found.probed.survivors().get(place.survivor())));
    for (int i = 0; i < reached.seen(); i++) {
      int node = reached.seen(i);
      if (found.survivor[node] && placed.contains(node)) {
        Group group = groupOf(node);
        group.nodes.add(node);
        group.heads.add(headOf(node, group));
        group.nearest.putIfAbsent(graph.typeName(node), node);
      }
    }
  }

  private Finding finding(
      String signature, Group group, @Nullable RetainedSizes sizes, Deadline deadline) {
    return new Finding(
        group.users ? Keeper.USER : keeper(signature, group),
        signature,
        found.chains.chainTo(representative(group)),
        group.places,
        chainsByType(group),
        sizes == null || deadline.isPast()
            ? OptionalLong.empty()
            : OptionalLong.of(sizes.retainedBy(List.copyOf(group.heads), group.nodes)));
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

  /** A chain to the nearest object of each type, as somebody may ask for that type. */
  private Map<String, ReferenceChain> chainsByType(Group group) {
    Map<String, ReferenceChain> byType = new HashMap<>();
    group.nearest.forEach((type, node) -> byType.put(type, found.chains.chainTo(node)));
    return byType;
  }

  /**
   * The nearest object that is not just a part of a collection, if there is one; but what the user
   * made, where a library's object holds it.
   */
  private int representative(Group group) {
    int head =
        group.heads.stream()
            .filter(node -> !reached.isCollectionPart(node))
            .findFirst()
            .orElseGet(() -> group.heads.iterator().next());
    return !group.users || ownership.isMine(head) || ClassNames.isJdk(graph.typeName(head))
        ? head
        : group.nodes.stream()
            .filter(ownership::isMine)
            .filter(node -> !reached.isCollectionPart(node))
            .findFirst()
            .orElse(head);
  }

  private Keeper keeper(String signature, Group ofLibrary) {
    if (!earlier.areSeen()) {
      return Keeper.LIBRARY;
    }
    return pilesUp(signature, ofLibrary) ? Keeper.LIBRARY_PILING_UP : Keeper.LIBRARY_REPLACED;
  }

  /* Each run leaves something of its own: the last one did, and what the one before left is there. */
  private boolean pilesUp(String signature, Group group) {
    if (!heldBefore().contains(signature)) {
      return false;
    }
    Set<Integer> last = new HashSet<>(found.probed.last());
    return earlier.last().isEmpty() || group.nodes.stream().anyMatch(last::contains);
  }

  /** The holders of what the run before made. */
  private Set<String> heldBefore() {
    Set<String> known = holdersBefore;
    if (known == null) {
      known = new HashSet<>();
      Set<Integer> before = new HashSet<>(found.probed.before());
      for (int node : found.probed.before()) {
        if (node >= 0 && isKept(node)) {
          known.add(found.signatures.text(found.signatures.numberOf(topmost(node, before))));
        }
      }
      holdersBefore = known;
    }
    return known;
  }

  private int topmost(int node, Set<Integer> among) {
    int top = node;
    for (int each = node; each >= 0; each = reached.parent(each)) {
      if (among.contains(each) && isKept(each)) {
        top = each;
      }
    }
    return top;
  }

  private boolean isKept(int node) {
    return reached.isHeld(node)
        && found.rules.structureReason(node).isEmpty()
        && !reached.isRoom(node);
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
                Keeper.USER,
                found.signatures.text(found.signatures.numberOf(node)),
                List.of(),
                withSizes
                    ? OptionalLong.of(
                        found.sizes(content, List.of(node)).retainedBy(List.of(node), List.of()))
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
