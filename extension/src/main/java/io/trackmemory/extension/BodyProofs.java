package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.Injecting;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Proves the limits on a body at the end of its first run, where the thread that ran it still works
 * for it: what would break them is made there. Any thread may call it; calls wait for each other.
 */
final class BodyProofs implements BodyRuns.Last {

  private final List<Limit> limits;
  private final Map<Limit, Judged> proofs = new LinkedHashMap<>();
  private @Nullable MemoryScope proved;

  private BodyProofs(List<Limit> limits) {
    this.limits = limits;
  }

  /** Those of a plan; of none where settings ask for no proof. */
  static BodyProofs of(TrackingPlan plan) {
    return new BodyProofs(plan.settings().get(Settings.PROOF) ? plan.limits().body() : List.of());
  }

  @Override
  public synchronized void of(MemoryScope run, boolean counting) {
    if (proved != null || limits.isEmpty()) {
      return;
    }
    proved = run;
    for (Limit limit : limits) {
      proofs.put(limit, counting ? limit.prove(run, Injecting.Way.HERE) : uncounted(limit));
    }
  }

  private static Judged uncounted(Limit limit) {
    return Judged.failed(
        About.FIGURES,
        limit.words(),
        new AssertionFailedError(
            "Expecting "
                + limit.words()
                + " to fail once more is made than it allows but nothing that is made at the end of"
                + " the body is counted"));
  }

  /** A verdict on a run, or what its proof came to, if it passed and was proved. */
  synchronized Judged of(Limit limit, MemoryScope run, Judged judged) {
    return judged.failure().isEmpty() && run.equals(proved)
        ? Optional.ofNullable(proofs.get(limit)).orElse(judged)
        : judged;
  }
}
