package io.trackmemory.tracker;

import java.util.List;
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
 */
public record Leak(
    Keeper keeper,
    String signature,
    String rootDescription,
    List<ChainLink> chain,
    OptionalInt suspectIndex,
    List<SiteStatistics> objects,
    OptionalLong retainedBytes,
    List<String> mustBeGone) {

  /** Copies the lists. */
  public Leak {
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
    /** A library's, which tells nothing after one run, and was replaced where there were more. */
    LIBRARY
  }

  /** A finding of the user's own. */
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
        mustBeGone);
  }

  /** A finding of which nobody stated that it must be gone. */
  public Leak(
      String signature,
      String rootDescription,
      List<ChainLink> chain,
      OptionalInt suspectIndex,
      List<SiteStatistics> objects,
      OptionalLong retainedBytes) {
    this(signature, rootDescription, chain, suspectIndex, objects, retainedBytes, List.of());
  }

  /** The same with some of its objects only; {@code retained} is what these retain, if known. */
  public Leak with(List<SiteStatistics> some, OptionalLong retained) {
    return new Leak(
        keeper, signature, rootDescription, chain, suspectIndex, some, retained, mustBeGone);
  }

  /** What the chain means, by the kind of its root: sentences without a full stop. */
  public List<String> explanation() {
    return LeakExplanation.of(this);
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
