package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.holder.RetainedSizes;
import io.trackmemory.tracker.holder.Rules;
import io.trackmemory.tracker.holder.StagedSearch;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges the survivors of a query by the heap that was read. For one thread, used once. */
final class LeakAnalysis {

  static final String ASKED = "the code under test or the test instance itself";

  static final String COLLECTED = "collected while searching";

  private final HeapReader.Content content;
  private final StagedSearch found;
  private final Reachability reached;

  LeakAnalysis(HeapReader.Content content, LeakQuery query) {
    this(content, StagedSearch.ofSurvivors(content, query, StagedSearch.rules(content, query)));
  }

  /** For a question to which no rule applies. */
  static LeakAnalysis withoutRules(HeapReader.Content content, LeakQuery query) {
    return new LeakAnalysis(content, StagedSearch.ofSurvivors(content, query, Rules::none));
  }

  private LeakAnalysis(HeapReader.Content content, StagedSearch found) {
    this.content = content;
    this.found = found;
    this.reached = found.reached;
  }

  /** Judges the survivors; tells sizes only if asked to, and while the deadline lasts. */
  LeakFindings findings(boolean withSizes, Deadline deadline) {
    Holders holders = new Holders(found);
    Map<String, List<Integer>> apart = new LinkedHashMap<>();
    for (int index = 0; index < found.probed.survivors().size(); index++) {
      int node = found.probed.survivors().get(index);
      String reason = reasonApart(node);
      if (reason.isEmpty()) {
        holders.addSurvivor(index, node);
      } else {
        apart.computeIfAbsent(reason, key -> new ArrayList<>()).add(index);
      }
    }
    List<Apart> setApart = new ArrayList<>();
    apart.forEach((reason, survivors) -> setApart.add(new Apart(reason, survivors)));
    RetainedSizes sizes =
        withSizes && !holders.isEmpty() ? new RetainedSizes(content, firstSurvivors()) : null;
    return new LeakFindings(holders.findings(sizes, deadline), setApart, Optional.empty());
  }

  /** What holds the first survivor, be it a frame or a soft reference; empty if it is gone. */
  Optional<HeldObject> holderOfFirst(boolean withSizes) {
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
                        new RetainedSizes(content, List.of(node)).retainedBy(List.of(node)))
                    : OptionalLong.empty(),
                List.of());
    return Optional.of(
        new HeldObject(
            reached.isHeld(node) ? "" : reached.reason(node),
            found.graph.typeName(node),
            found.graph.bytesOf[node],
            holder));
  }

  private List<Integer> firstSurvivors() {
    return Arrays.stream(reached.firstSurvivors().toArray()).boxed().toList();
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
    return found.rules.isStructure(node) ? found.rules.structureReason(node) : "";
  }
}
