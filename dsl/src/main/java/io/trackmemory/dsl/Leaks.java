package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.LeakResult.SetApart;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The leaks that a check looks at.
 *
 * @param subject what was measured
 * @param snapshot all that was seen of it
 * @param narrowing what filters left, as messages say it: {@code " of com.acme.Session"}
 * @param path calls that lead from the subject to the check: {@code leaks().}
 * @param found one finding per holder
 * @param told what libraries keep, and is not judged
 * @param setApart survivors that are no leak
 * @param unfollowedCount objects of which nobody knows whether they leaked
 * @param doubt why the figures are known by their bounds only, and what to do
 */
record Leaks(
    Subject subject,
    MemorySnapshot snapshot,
    String narrowing,
    String path,
    List<Leak> found,
    List<Leak> told,
    List<SetApart> setApart,
    long unfollowedCount,
    String doubt) {

  /** All of a snapshot's. */
  static Leaks all(Subject subject, MemorySnapshot snapshot, LeakResult result) {
    boolean judged = subject.judgesLibraries();
    return new Leaks(
        subject,
        snapshot,
        "",
        subject.path(),
        judged ? both(result.leaks(), result.told()) : result.leaks(),
        judged ? List.of() : result.told(),
        result.setApart(),
        snapshot.omissions().unfollowedCount(),
        result.estimate().map(LeakResult.Estimate::toString).orElse(""));
  }

  private static List<Leak> both(List<Leak> judged, List<Leak> told) {
    return Stream.concat(judged.stream(), told.stream()).toList();
  }

  /** What filters leave: what one names is judged, whoever keeps it. */
  Leaks narrowed(Filters<LeakFilter> filters, Evidence evidence) {
    boolean named = !filters.all().isEmpty();
    List<Leak> all = named ? both(found, told) : found;
    return new Leaks(
        subject,
        snapshot,
        filters.phrases(),
        path + "leaks()." + filters.calls(),
        all.stream().flatMap(leak -> taken(leak, filters, evidence).stream()).toList(),
        named ? List.of() : told,
        setApart,
        unfollowedCount,
        doubt);
  }

  private static Optional<Leak> taken(Leak leak, Filters<LeakFilter> filters, Evidence evidence) {
    Optional<Leak> rest = Optional.of(leak);
    for (LeakFilter filter : filters.all()) {
      rest = rest.flatMap(part -> filter.narrow(part, evidence));
    }
    return rest;
  }

  boolean isNone() {
    return count().atMost() == 0;
  }

  /** Number of leaked objects. */
  Range count() {
    long known = found.stream().mapToLong(Leak::objectCount).sum();
    return new Range(known, known + unfollowedCount);
  }

  /** Their shallow size in bytes; what was not followed may be of any size. */
  Range bytes() {
    long known = found.stream().mapToLong(Leak::shallowBytes).sum();
    return new Range(known, unfollowedCount > 0 ? Long.MAX_VALUE : known);
  }

  /** {@code the action to leak no objects of com.acme.Session}. */
  String toLeak(String limit, long number) {
    String noun = number == 1 ? "object" : "objects";
    return subject.phrase() + " to leak " + limit + " " + noun + narrowing;
  }

  /** {@code it leaked 46 (1.2 KiB)}. */
  String leaked() {
    if (isNone()) {
      return "it leaked none";
    }
    Range count = count();
    return "it leaked "
        + (count.isExact() ? "" : "at least ")
        + count.atLeast()
        + " ("
        + Sizes.rounded(bytes().atLeast())
        + ")"
        + (count.isExact() || doubt.isEmpty() ? "" : "; " + doubt);
  }

  /** {@code it leaked 1.2 KiB (1229 B) in 46 objects}. */
  String leakedBytes() {
    return "it leaked "
        + (count().isExact() ? "" : "at least ")
        + Sizes.exact(bytes().atLeast())
        + " in "
        + Text.count(count().atLeast(), "object");
  }
}
