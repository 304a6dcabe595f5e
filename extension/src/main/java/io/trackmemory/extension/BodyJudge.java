package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges what the body of a test allocated. A body that could not be told from the rest is never
 * taken for one that kept its limits.
 */
final class BodyJudge {

  private final TrackingPlan plan;

  BodyJudge(TrackingPlan plan) {
    this.plan = plan;
  }

  /** What one run broke, limit by limit; its scope is open until then, for what it handed over. */
  List<BodyVerdict> judge(MemoryScope run, int number) {
    List<BodyVerdict> broken = new ArrayList<>();
    try {
      for (Limit limit : plan.limits().body()) {
        limit
            .failureOf(run)
            .ifPresent(failure -> broken.add(new BodyVerdict(limit, failure, number)));
      }
    } finally {
      Tracking.end(run);
    }
    return broken;
  }

  /** The worst run on each limit, of so many. */
  List<Throwable> worst(List<BodyVerdict> verdicts, int runs) {
    return plan.limits().body().stream()
        .flatMap(limit -> BodyVerdict.worstOn(limit, verdicts).stream())
        .map(verdict -> verdict.told(runs))
        .toList();
  }

  /**
   * One failure for each limit of a body that nobody saw, or not all of it. What is left behind is
   * judged later, but where that is to abort the test: then it is too late to.
   */
  List<Throwable> unseen(String cause) {
    Limits limits = plan.limits();
    boolean aborts = plan.settings().get(Settings.ABORT_UNCERTIFIED);
    return Stream.concat(limits.body().stream(), aborts ? limits.behind().stream() : Stream.empty())
        .map(limit -> Failures.uncertified(limit.what(), cause, plan.settings()))
        .toList();
  }
}
