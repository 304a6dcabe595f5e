package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.ChainLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is strongly reachable at one moment, by holder. TrackMemory's own objects, what only running
 * methods hold, and entries of caches whose values are only softly reachable are left out.
 *
 * @param holders by the stable name of the holder
 */
public record HeapCensus(Map<String, Held> holders) {

  /** Nothing yet. */
  public static final HeapCensus NONE = new HeapCensus(Map.of());

  /**
   * What one holder holds.
   *
   * @param once whether the JDK or the JVM holds it for itself, as far as is known
   * @param count objects
   * @param bytes their shallow size
   * @param types the same by type
   * @param example the way to one of the objects that came since the census before
   */
  public record Held(
      boolean once, long count, long bytes, Map<String, Size> types, Example example) {

    /** Nothing. */
    public static final Held NOTHING = new Held(false, 0, 0, Map.of(), Example.NONE);
  }

  /**
   * A number of objects.
   *
   * @param count how many
   * @param bytes their shallow size
   */
  public record Size(long count, long bytes) {

    /** None. */
    public static final Size NONE = new Size(0, 0);
  }

  /**
   * How an object is held.
   *
   * @param rootDescription what the chain starts from
   * @param chain from there to the object
   * @param suspectIndex index of the first reference in the user's own code
   */
  public record Example(String rootDescription, List<ChainLink> chain, OptionalInt suspectIndex) {

    /** Nothing came. */
    public static final Example NONE = new Example("", List.of(), OptionalInt.empty());
  }

  /** Copies the map. */
  public HeapCensus {
    holders = new HashMap<>(holders);
  }

  /** What a holder holds; nothing if it is not known. */
  public Held of(String holder) {
    return holders.getOrDefault(holder, Held.NOTHING);
  }
}
