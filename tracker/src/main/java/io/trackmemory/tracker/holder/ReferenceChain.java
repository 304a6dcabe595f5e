package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.Leak.Keeper;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The references by which an object is held, made once for all who tell of it.
 *
 * @param rootDescription what it starts from: {@code static field of com.acme.Registry}
 * @param links the references from there; the last link is the object
 */
public record ReferenceChain(String rootDescription, List<ChainLink> links) {

  /** Of nothing that is known. */
  public static final ReferenceChain NONE = new ReferenceChain("", List.of());

  /** Copies the list. */
  public ReferenceChain {
    links = List.copyOf(links);
  }

  /** Index of the first reference in the user's own code. */
  public OptionalInt suspectIndex() {
    return IntStream.range(0, links.size()).filter(i -> links.get(i).userCode()).findFirst();
  }

  /** What is held by it, as a finding. */
  public Leak leak(
      Keeper keeper,
      String signature,
      List<SiteStatistics> objects,
      OptionalLong retainedBytes,
      List<String> mustBeGone,
      Map<String, ReferenceChain> chainsByType) {
    return new Leak(
        keeper,
        signature,
        rootDescription,
        links,
        suspectIndex(),
        objects,
        retainedBytes,
        mustBeGone,
        chainsByType.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().told())));
  }

  private Leak.Chain told() {
    return new Leak.Chain(rootDescription, links, suspectIndex());
  }
}
