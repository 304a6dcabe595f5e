package io.trackmemory.examples;

import io.trackmemory.report.finding.Evidence;
import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.report.finding.Finding;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.FindingRule;
import io.trackmemory.tracker.AllocationSite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of our own: a line that makes a tree of a JSON document of 100 nodes or more. It is found
 * by its name in {@code META-INF/services}, and its findings stand on each page beside the others.
 */
public final class JsonTrees implements FindingRule {

  private static final String NODES = "com.fasterxml.jackson.databind.node.";
  private static final long NODES_FROM = 100;

  @Override
  public String name() {
    return "json-tree";
  }

  @Override
  public List<Finding> find(Evidence seen) {
    Map<AllocationSite, Saving> byLine = new LinkedHashMap<>();
    for (Made made : seen.made()) {
      if (made.type().startsWith(NODES)) {
        made.line()
            .ifPresent(
                line ->
                    byLine.merge(line, new Saving(made.count(), made.bytes()), JsonTrees::plus));
      }
    }
    return byLine.entrySet().stream()
        .filter(entry -> entry.getValue().objects() >= NODES_FROM)
        .flatMap(entry -> finding(seen, entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private static Saving plus(Saving one, Saving other) {
    return new Saving(one.objects() + other.objects(), one.bytes() + other.bytes());
  }

  private Optional<Finding> finding(Evidence seen, AllocationSite line, Saving nodes) {
    return seen.finding(
        name(),
        nodes,
        "A tree of a JSON document",
        nodes.objects() + " nodes of a tree, " + nodes.bytes() + " B",
        Optional.of(line),
        "Read token by token, by JsonParser.nextToken().");
  }
}
