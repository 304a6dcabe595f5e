package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Injecting;
import io.trackmemory.tracker.spi.Settings;
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
   * @param unphased why phases of the test cannot be told apart; empty if they can
   * @param way runs work as the code runs that was judged
   * @return the first failure, with the others suppressed in it
   */
  static Optional<Throwable> judge(
      TrackingPlan plan,
      TestScope scope,
      Optional<String> unseen,
      Optional<String> unphased,
      Injecting.Way way) {
    List<Judged> all = new ArrayList<>();
    for (Limit limit : plan.limits().leftBehind()) {
      all.add(judge(limit, scope, unseen, plan.settings(), way));
    }
    plan.limits()
        .budget()
        .map(
            budget ->
                unphased.isPresent() && budget.hasPhases()
                    ? judge(budget.ofWhole().limit(), scope, unphased, plan.settings(), way)
                    : judge(budget.limit(), scope, unseen, plan.settings(), way))
        .ifPresent(all::add);
    return Failures.joined(all.stream().flatMap(each -> each.told().stream()).toList());
  }

  private static Judged judge(
      Limit limit, TestScope scope, Optional<String> doubt, Settings settings, Injecting.Way way) {
    Judged judged = limit.judge(scope);
    if (judged.failure().isPresent()) {
      return judged;
    }
    if (doubt.isPresent()) {
      return judged.uncertified(doubt.get(), settings);
    }
    return settings.get(Settings.PROOF) ? limit.prove(scope.scope(), way) : judged;
  }
}
