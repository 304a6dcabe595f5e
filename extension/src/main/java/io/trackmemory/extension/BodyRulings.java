package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides limits on what the body of a test allocated. A body that could not be told from the rest
 * is never taken for one that kept its limits.
 */
final class BodyRulings {

  private final TrackingPlan plan;
  private final BodyProofs proofs;

  BodyRulings(TrackingPlan plan, BodyProofs proofs) {
    this.plan = plan;
    this.proofs = proofs;
  }

  /**
   * What one run comes to, limit by limit; its scope is open until then, for what it handed over.
   *
   * @param thrown how the body ended, where that was in an exception
   */
  List<BodyVerdict> judge(MemoryScope run, int number, Optional<Throwable> thrown) {
    List<BodyVerdict> verdicts = new ArrayList<>();
    try {
      for (Limit limit : plan.limits().body()) {
        verdicts.add(new BodyVerdict(limit, judge(limit, run, thrown), number));
      }
    } finally {
      Tracking.DOOR.end(run);
    }
    return verdicts;
  }

  private Judged judge(Limit limit, MemoryScope run, Optional<Throwable> thrown) {
    return thrown
        .filter(how -> limit.ofWholeBodies())
        .map(
            how ->
                Judged.uncertified(
                    limit.words(),
                    "the body ended in "
                        + how.getClass().getName()
                        + ", so that it is not known what it allocates when it goes well",
                    plan.settings()))
        .orElseGet(() -> proofs.of(limit, run, limit.judge(run)));
  }

  /** What the worst run on each limit that was broken throws, of so many. */
  List<Throwable> worst(List<BodyVerdict> verdicts, int runs) {
    return plan.limits().body().stream()
        .flatMap(limit -> BodyVerdict.worstOn(limit, verdicts).stream())
        .flatMap(verdict -> verdict.of(runs).failure().stream())
        .toList();
  }

  /** Tells the report of the test of each. */
  void report(List<BodyVerdict> verdicts, int runs) {
    verdicts.forEach(verdict -> verdict.of(runs).told());
  }

  /**
   * One failure, told to the report, for each limit of a body that nobody saw, or not all of it.
   * What is left behind is judged later, but where that is to abort the test: then it is too late
   * to.
   */
  List<Throwable> unseen(String cause) {
    Limits limits = plan.limits();
    boolean aborts = plan.settings().get(Settings.ABORT_UNCERTIFIED);
    return Stream.concat(limits.body().stream(), aborts ? limits.behind().stream() : Stream.empty())
        .map(limit -> Judged.uncertified(limit.words(), cause, plan.settings()))
        .flatMap(judged -> judged.told().stream())
        .toList();
  }
}
