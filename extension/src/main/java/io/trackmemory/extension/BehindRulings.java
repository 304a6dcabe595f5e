package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides limits on what a test or a class left behind. Where a body ran that no scope saw, none
 * found is no proof.
 */
final class BehindRulings {

  private BehindRulings() {}

  /**
   * Looks at each limit on what is left behind, and tells the report of the test.
   *
   * @param unseen why a body that ran, or was to run, was not seen; empty if all were
   * @return the first failure, with the others suppressed in it
   */
  static Optional<Throwable> judge(TrackingPlan plan, MemoryScope scope, Optional<String> unseen) {
    List<Throwable> failures = new ArrayList<>();
    for (Limit limit : plan.limits().behind()) {
      Judged judged = limit.judge(scope);
      Judged decided =
          unseen
              .filter(cause -> judged.failure().isEmpty())
              .map(cause -> judged.uncertified(cause, plan.settings()))
              .orElse(judged);
      decided.told().ifPresent(failures::add);
    }
    return Failures.joined(failures);
  }
}
