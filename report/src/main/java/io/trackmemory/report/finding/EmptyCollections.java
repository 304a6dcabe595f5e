package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A holder keeps 100 collections or more of which half or more are empty. A list or a hash table
 * without an array has nothing in it, so that of collections kept with fewer arrays beside them as
 * many are empty as arrays are missing, at least.
 */
final class EmptyCollections implements FindingRule {

  static final String NAME = "empty-collections";

  private static final long EMPTY_FROM = 100;
  private static final List<Kind> KINDS =
      List.of(
          new Kind(Set.of("java.util.ArrayList"), "java.lang.Object[]", "Collections.emptyList()"),
          new Kind(
              Set.of("java.util.HashMap", "java.util.LinkedHashMap"),
              "java.util.HashMap$Node[]",
              "Collections.emptyMap() or emptySet()"));

  /** Collections that have an array each unless they are empty. */
  private record Kind(Set<String> types, String array, String instead) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unasked(Evidence seen) {
    return LeakSearches.unaskedOfAll(seen);
  }

  @Override
  public List<Finding> find(Evidence seen) {
    if (seen.snapshot().omissions().filteredCount() > 0 || unasked(seen).isPresent()) {
      return List.of(); // arrays may be among what was left out
    }
    return seen.leaks().stream()
        .flatMap(result -> result.leaks().stream())
        .flatMap(leak -> KINDS.stream().flatMap(kind -> finding(seen, leak, kind).stream()))
        .toList();
  }

  private static Optional<Finding> finding(Evidence seen, Leak leak, Kind kind) {
    List<SiteStatistics> collections =
        leak.objects().stream().filter(row -> kind.types().contains(row.typeName())).toList();
    long count = count(collections.stream());
    long empty =
        count - count(leak.objects().stream().filter(row -> row.typeName().equals(kind.array())));
    if (empty < EMPTY_FROM || 2 * empty < count) {
      return Optional.empty();
    }
    long bytes = collections.stream().mapToLong(SiteStatistics::bytes).sum();
    Saving saving = new Saving(empty, Math.round((double) bytes * empty / count));
    return seen.finding(
        NAME,
        saving,
        "Empty collections kept",
        "of "
            + Numbers.count(count)
            + " \u00d7 "
            + Words.simple(collections.get(0).typeName())
            + " held by "
            + VisibleText.name(leak.signature())
            + ", at least "
            + Numbers.count(empty)
            + " are empty",
        LeakSearches.line(collections),
        "Make it when the first element comes, and keep " + kind.instead() + " until then.");
  }

  private static long count(Stream<SiteStatistics> rows) {
    return rows.mapToLong(SiteStatistics::count).sum();
  }
}
