package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.leak.ChainBuilder.Chain;
import io.trackmemory.tracker.leak.LeakFindings.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Groups leaked objects by what holds them: one finding for each signature. */
final class Holders {

  private final Signatures signatures;
  private final Reachability reached;
  private final Map<Integer, Group> groups = new LinkedHashMap<>();

  Holders(Signatures signatures, Reachability reached) {
    this.signatures = signatures;
    this.reached = reached;
    for (int i = 0; i < reached.firstSurvivors().size(); i++) {
      int node = reached.firstSurvivors().get(i);
      groupOf(node).first.add(node);
    }
  }

  /** What one holder holds: the first survivors, nearest first, and the indexes of all. */
  private record Group(List<Integer> first, List<Integer> indexes) {}

  private Group groupOf(int firstSurvivor) {
    return groups.computeIfAbsent(
        signatures.numberOf(firstSurvivor),
        signature -> new Group(new ArrayList<>(), new ArrayList<>()));
  }

  void addSurvivor(int index, int node) {
    groupOf(reached.owner(node)).indexes.add(index);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  List<Finding> findings(ChainBuilder chains, @Nullable RetainedSizes sizes, Deadline deadline) {
    List<Finding> findings = new ArrayList<>();
    groups.forEach(
        (signature, group) -> {
          Chain chain = chains.chainTo(representative(group));
          findings.add(
              new Finding(
                  signatures.text(signature),
                  chain.rootDescription(),
                  chain.links(),
                  chain.suspectIndex(),
                  group.indexes,
                  retained(group, sizes, deadline)));
        });
    findings.sort(
        Comparator.comparingInt((Finding finding) -> -finding.survivors().size())
            .thenComparing(Finding::signature));
    return findings;
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
