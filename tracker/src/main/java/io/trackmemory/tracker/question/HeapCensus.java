package io.trackmemory.tracker.question;

import io.trackmemory.tracker.holder.ReferenceChain;
import java.util.Map;

/**
 * What is strongly reachable at one moment, by holder. TrackMemory's own objects, what only running
 * methods hold and what the runner of the tests keeps of them are left out; entries of caches whose
 * values are only softly reachable are told apart.
 *
 * @param holders by the stable name of the holder
 */
public record HeapCensus(Map<String, Held> holders) {

  /** Nothing yet. */
  public static final HeapCensus NONE = new HeapCensus(Map.of());

  /**
   * What one holder holds.
   *
   * @param keeper for whom it is held
   * @param withClass whether a static field holds it of a class that was not initialised at the
   *     census before
   * @param types objects by type
   * @param soft besides, objects that are there for softly reachable values only
   * @param cleared which of {@code types} were there for soft references that have been cleared
   * @param naming how the holder is called
   * @param example the chain to one of the objects that came since the census before
   */
  public record Held(
      Keeper keeper,
      boolean withClass,
      Map<String, Size> types,
      Map<String, Size> soft,
      Map<String, Size> cleared,
      Naming naming,
      ReferenceChain example) {

    /** Nothing. */
    public static final Held NOTHING =
        new Held(Keeper.USER, false, Map.of(), Map.of(), Map.of(), ReferenceChain.NONE);

    /** What a holder holds that is called by the name that it is known by. */
    public Held(
        Keeper keeper,
        boolean withClass,
        Map<String, Size> types,
        Map<String, Size> soft,
        Map<String, Size> cleared,
        ReferenceChain example) {
      this(keeper, withClass, types, soft, cleared, Naming.NONE, example);
    }

    /** The same for a later census, which keeps no name a second time; this where it is alike. */
    Held after(Held later) {
      return later.holdsWhat(this)
          ? this // one for all censuses in which it is alike
          : new Held(
              later.keeper,
              later.withClass,
              UnseenMap.copyOf(later.types, types),
              UnseenMap.copyOf(later.soft, soft),
              UnseenMap.copyOf(later.cleared, cleared),
              later.naming.equals(naming) ? naming : later.naming,
              later.example);
    }

    /** Whether it holds as many of each type, for the same, whatever it is called by now. */
    boolean holdsWhat(Held other) {
      return keeper == other.keeper
          && withClass == other.withClass
          && types.equals(other.types)
          && soft.equals(other.soft)
          && cleared.equals(other.cleared);
    }
  }

  /**
   * How a holder is called.
   *
   * @param shown in messages; empty for the name by which it is known
   * @param within name of the holder whose objects have the field with which the name begins; empty
   *     where nothing is before that
   * @param type theirs
   */
  public record Naming(String shown, String within, String type) {

    /** By the name by which it is known, with nothing before. */
    public static final Naming NONE = new Naming("", "", "");
  }

  /** For whom something is held. */
  public enum Keeper {
    /** For the user, or whoever asked a library or the JDK to hold it. */
    USER,
    /** The JDK or the JVM holds it for itself, as far as is known. */
    JDK,
    /** The JVM holds it for classes, their members, constants and call sites. */
    CODE
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

    Size plus(Size other) {
      return new Size(count + other.count, bytes + other.bytes);
    }

    /** Whether there are more objects, or bytes. */
    boolean isMoreThan(Size other) {
      return count > other.count || bytes > other.bytes;
    }

    /** The larger of two numbers, of objects and of bytes. */
    public Size orMore(Size other) {
      return new Size(Math.max(count, other.count), Math.max(bytes, other.bytes));
    }
  }

  /** Copies the map. */
  public HeapCensus {
    holders = UnseenMap.copyOf(holders);
  }

  /** A later census, which keeps no name a second time. */
  HeapCensus after(Map<String, Held> later) {
    return later.equals(holders) ? this : new HeapCensus(UnseenMap.copyOf(later, holders));
  }

  /** What a holder holds; nothing if it is not known. */
  public Held of(String holder) {
    return holders.getOrDefault(holder, Held.NOTHING);
  }
}
