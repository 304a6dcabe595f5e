package io.trackmemory.tracker;

import java.util.List;
import java.util.Optional;

/**
 * What a search for leaks found, or why it could not be made.
 *
 * @param leaks one finding per holder, most objects first; empty if {@code uncertified} is present
 *     and a sample of them if {@code estimate} is
 * @param setApart survivors that are no leak, with the reason: first use, known one-time holders
 * @param estimate what leaked in all, where more objects were alive at once than {@code
 *     trackmemory.live.max} lets follow one by one
 * @param uncertified why leaks could not be told, and what to do; empty where they could
 */
public record LeakResult(
    List<Leak> leaks,
    List<SetApart> setApart,
    Optional<Estimate> estimate,
    Optional<String> uncertified) {

  /** Nothing survived. */
  public static final LeakResult NONE =
      new LeakResult(List.of(), List.of(), Optional.empty(), Optional.empty());

  /** Copies the lists. */
  public LeakResult {
    leaks = List.copyOf(leaks);
    setApart = List.copyOf(setApart);
  }

  /** A search that could not be made. */
  public static LeakResult uncertified(String cause) {
    return new LeakResult(List.of(), List.of(), Optional.empty(), Optional.of(cause));
  }

  /**
   * Survivors that are no leak.
   *
   * @param reason why
   * @param count number of objects
   * @param bytes their shallow size in bytes
   */
  public record SetApart(String reason, long count, long bytes) {}

  /**
   * What leaked, from a random sample in which each object was with the same probability: without
   * bias (Horvitz and Thompson, 1952).
   *
   * @param oneIn one object in so many was followed, at least
   * @param count leaked objects
   * @param countError its standard error
   * @param bytes their shallow size in bytes
   * @param bytesError its standard error
   */
  public record Estimate(
      int oneIn, double count, double countError, double bytes, double bytesError) {

    /** The estimate in words, and what to do for an exact figure. */
    @Override
    public String toString() {
      return "more objects were alive at once than trackmemory.live.max lets follow one by one; by a"
          + (" sample of 1 in " + oneIn + ", about " + Math.round(count) + " objects")
          + (" (standard error " + Math.round(countError) + ") of " + size(bytes))
          + (" (" + size(bytesError) + ") leaked; raise that setting");
    }

    private static String size(double bytes) {
      return ByteSize.ofBytes(Math.round(bytes)).toString();
    }
  }
}
