package io.trackmemory.tracker;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a search for leaks found, or why it could not be made.
 *
 * @param leaks one finding per holder, most objects first; empty if {@code uncertified} is present
 *     and a sample of them if {@code estimate} is
 * @param told state that only libraries keep, one finding per holder, most objects first: no leak,
 *     as one run tells no cache from one, or as several showed that it is replaced
 * @param setApart survivors that are no leak, with the reason: first use, known one-time holders
 * @param expected leaks that are known, by {@code @ExpectLeak}; not among {@code leaks} but for
 *     those whose day has come
 * @param estimate what leaked in all, where more objects were alive at once than {@code
 *     trackmemory.live.max} lets follow one by one
 * @param uncertified why leaks could not be told, and what to do; empty where they could
 * @param repeated strings and boxes among the leaks of which several have one value, by line
 */
public record LeakResult(
    List<Leak> leaks,
    List<Leak> told,
    List<SetApart> setApart,
    List<Expected> expected,
    Optional<Estimate> estimate,
    Optional<String> uncertified,
    List<Repeated> repeated) {

  /** Nothing survived. */
  public static final LeakResult NONE =
      new LeakResult(List.of(), List.of(), Optional.empty(), Optional.empty());

  /** Copies the lists. */
  public LeakResult {
    leaks = List.copyOf(leaks);
    told = List.copyOf(told);
    setApart = List.copyOf(setApart);
    expected = List.copyOf(expected);
    repeated = List.copyOf(repeated);
  }

  /** A result in which no value is there twice. */
  public LeakResult(
      List<Leak> leaks,
      List<Leak> told,
      List<SetApart> setApart,
      List<Expected> expected,
      Optional<Estimate> estimate,
      Optional<String> uncertified) {
    this(leaks, told, setApart, expected, estimate, uncertified, List.of());
  }

  /** A result of which libraries keep nothing. */
  public LeakResult(
      List<Leak> leaks,
      List<SetApart> setApart,
      List<Expected> expected,
      Optional<Estimate> estimate,
      Optional<String> uncertified) {
    this(leaks, List.of(), setApart, expected, estimate, uncertified);
  }

  /** A result without expected leaks. */
  public LeakResult(
      List<Leak> leaks,
      List<SetApart> setApart,
      Optional<Estimate> estimate,
      Optional<String> uncertified) {
    this(leaks, setApart, List.of(), estimate, uncertified);
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
   * Strings or boxes of one line that were left, of which several have one value.
   *
   * @param objects all of them; the bytes of strings are with those of their characters
   * @param values how many values they have
   * @param spareBytes bytes of those that are there beside another of the same value
   */
  public record Repeated(SiteStatistics objects, long values, long spareBytes) {

    /** How many are there beside another of the same value. */
    public long spareCount() {
      return objects.count() - values;
    }
  }

  /**
   * A leak that is known.
   *
   * @param by what says so: the annotation as code
   * @param reason why it is accepted
   * @param until the day from which it is a failure, empty for none
   * @param expired whether that day has come
   * @param leak the part of a finding that it covers
   */
  public record Expected(
      String by, String reason, Optional<LocalDate> until, boolean expired, Leak leak) {}

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
