package io.trackmemory.report.finding;

import io.trackmemory.tracker.LeakResult;
import java.util.Optional;

/** Whether a search for leaks can tell of all that is left. */
final class LeakSearches {

  private LeakSearches() {}

  /** Why not; empty where it can. */
  static Optional<String> unasked(Evidence seen) {
    if (seen.leaks().isEmpty()) {
      return Optional.of("no check searched for leaks: @NoLeaks, hasNoLeaks()");
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
}
