package io.trackmemory.tracker;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One finding: everything that was allocated in a scope, is still strongly reachable after it, and
 * is held through the same holder.
 *
 * @param keeper whose they are, and so whether they are a leak
 * @param signature stable name of the holder, the same in every run: {@code
 *     com.acme.Registry.SESSIONS}
 * @param rootDescription what kind of root the chain starts from: {@code static field of
 *     com.acme.Registry}, {@code thread "pool-1-thread-1"}, {@code captured by the action}
 * @param chain references from the root to the first leaked object, the leaked object last
 * @param suspectIndex index in {@code chain} of the first reference in the user's own code, empty
 *     where none is
 * @param objects what leaked, by type and allocation site, most bytes first
 * @param retainedBytes bytes that would be freed with the leaked objects, empty where the heap dump
 *     was too large to tell
 * @param mustBeGone why objects among them must be gone, where {@link MemoryScope#expectCollected}
 *     said so
 * @param chainsByType chains like {@code chain} to the nearest object of each type among {@code
 *     objects}, by the type's name, as far as they are known
 */
public record Leak(
    Keeper keeper,
    String signature,
    String rootDescription,
    List<ChainLink> chain,
    OptionalInt suspectIndex,
    List<SiteStatistics> objects,
    OptionalLong retainedBytes,
    List<String> mustBeGone,
    Map<String, Chain> chainsByType) {

  /**
   * How an object is held.
   *
   * @param rootDescription what kind of root the chain starts from
   * @param links references from the root to the object, which is last
   * @param suspectIndex index of the first reference in the user's own code, empty where none is
   */
  public record Chain(String rootDescription, List<ChainLink> links, OptionalInt suspectIndex) {

    /** Copies the list. */
    public Chain {
      links = List.copyOf(links);
    }
  }

  /** Copies the lists and the map. */
  public Leak {
    chainsByType = Map.copyOf(chainsByType);
    chain = List.copyOf(chain);
    objects = List.copyOf(objects);
    mustBeGone = List.copyOf(mustBeGone);
  }

  /** Whose something is that is still there, and so whether it is a leak. */
  public enum Keeper {
    /** The user's own: a leak by one run. */
    USER,
    /** A library's, of which each run left more: a leak. */
    LIBRARY_PILING_UP,
    /** A library's, of which one run was seen, which cannot tell a cache from a leak: told. */
    LIBRARY,
    /** A library's, which several runs showed to be replaced or filled once: told. */
    LIBRARY_REPLACED;

    /** Whether it is a leak unless somebody asks for more. */
    public boolean isLeak() {
      return this == USER || this == LIBRARY_PILING_UP;
    }
  }

  /** A finding of the user's own, of which one chain only is known. */
  public Leak(
      String signature,
      String rootDescription,
      List<ChainLink> chain,
      OptionalInt suspectIndex,
      List<SiteStatistics> objects,
      OptionalLong retainedBytes,
      List<String> mustBeGone) {
    this(
        Keeper.USER,
        signature,
        rootDescription,
        chain,
        suspectIndex,
        objects,
        retainedBytes,
        mustBeGone,
        Map.of());
  }

  /** A finding of which nobody stated that it must be gone, either. */
  public Leak(
      String signature,
      String rootDescription,
      List<ChainLink> chain,
      OptionalInt suspectIndex,
      List<SiteStatistics> objects,
      OptionalLong retainedBytes) {
    this(signature, rootDescription, chain, suspectIndex, objects, retainedBytes, List.of());
  }

  /**
   * The same with some of its objects only; {@code retained} is what these retain, if known. The
   * chain is one to an object of their types, if one is known.
   */
  public Leak with(List<SiteStatistics> some, OptionalLong retained) {
    List<String> types = some.stream().map(SiteStatistics::typeName).toList();
    Chain own = new Chain(rootDescription, chain, suspectIndex);
    boolean ends = !chain.isEmpty() && types.contains(chain.get(chain.size() - 1).typeName());
    Chain way =
        ends
            ? own
            : types.stream()
                .map(chainsByType::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(own);
    return new Leak(
        keeper,
        signature,
        way.rootDescription,
        way.links,
        way.suspectIndex,
        some,
        retained,
        mustBeGone,
        chainsByType);
  }

  /** What the chain means, by the kind of its root: sentences without a full stop. */
  public List<String> explanation() {
    return LeakExplanation.of(this);
  }

  /**
   * How many of the objects are of the type of the one at the chain's end, where one line made all
   * of these; 0 where several did, so that one chain does not speak for all. A block of memory off
   * the heap is of no type that a chain has: all of them then.
   */
  public long alikeCount() {
    if (chain.isEmpty()) {
      return 0;
    }
    String type = chain.get(chain.size() - 1).typeName();
    List<SiteStatistics> same =
        objects.stream().filter(row -> row.typeName().equals(type)).toList();
    List<SiteStatistics> rows = same.isEmpty() ? objects : same;
    boolean oneLine =
        rows.stream()
                .map(row -> List.of(row.typeName(), row.site(), row.caller()))
                .distinct()
                .count()
            == 1;
    return oneLine ? rows.stream().mapToLong(SiteStatistics::count).sum() : 0;
  }

  /** Number of leaked objects. */
  public long objectCount() {
    return objects.stream().mapToLong(SiteStatistics::count).sum();
  }

  /** Their shallow size in bytes. */
  public long shallowBytes() {
    return objects.stream().mapToLong(SiteStatistics::bytes).sum();
  }
}
