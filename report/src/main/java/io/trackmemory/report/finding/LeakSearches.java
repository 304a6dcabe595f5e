package io.trackmemory.report.finding;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What rules about searches for leaks share. */
final class LeakSearches {

  private LeakSearches() {}

  /** Why there is none that tells; empty where there is. */
  static Optional<String> unasked(Evidence seen) {
    if (seen.leaks().isEmpty()) {
      return Optional.of("no check searched for leaks");
    }
    return seen.leaks().stream().flatMap(result -> result.uncertified().stream()).findFirst();
  }

  /** Likewise, where a sample is not enough. */
  static Optional<String> unaskedOfAll(Evidence seen) {
    return unasked(seen)
        .or(
            () ->
                seen.leaks().stream()
                    .flatMap(result -> result.estimate().stream())
                    .map(LeakResult.Estimate::toString)
                    .findFirst());
  }

  /** The first line of the user's own that some rows name. */
  static Optional<AllocationSite> line(List<SiteStatistics> rows) {
    return rows.stream()
        .flatMap(row -> Stream.concat(Stream.of(row.site()), row.caller().stream()))
        .filter(line -> line.origin() == Origin.USER)
        .findFirst();
  }
}
