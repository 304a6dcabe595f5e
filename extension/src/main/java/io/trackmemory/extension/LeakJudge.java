package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.util.Optional;

/**
 * Judges what a test or a class left behind. Where a body ran that no scope saw, none found is no
 * proof.
 */
final class LeakJudge {

  private final TrackingPlan plan;

  LeakJudge(TrackingPlan plan) {
    this.plan = plan;
  }

  /**
   * Looks at the limit on leaks, if there is one.
   *
   * @param unseenBody name of a body that ran, or was to run, and was not seen
   */
  Optional<Throwable> judge(MemoryScope scope, Optional<String> unseenBody) {
    return plan.limits()
        .leaks()
        .flatMap(
            limit ->
                limit
                    .failureOf(scope)
                    .or(
                        () ->
                            unseenBody.map(
                                name ->
                                    Failures.uncertified(
                                        limit.what(), BodyJudge.unseen(name), plan.settings()))));
  }
}
