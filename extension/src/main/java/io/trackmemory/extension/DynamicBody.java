package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * The code of a dynamic test, which has no method to arm: a scope of its own around it is the
 * closest. Confined to the thread that runs it, but for {@link #judge}.
 */
final class DynamicBody {

  private final ExtensionContext context;
  private final TrackingPlan plan;
  private final GatedScope scope;
  private final boolean limited;
  private final BodyProofs proofs;
  private volatile @Nullable MemoryScope seen;

  DynamicBody(ExtensionContext context, TrackingPlan plan, GatedScope scope, boolean limited) {
    this.context = context;
    this.plan = plan;
    this.scope = scope;
    this.limited = limited;
    this.proofs = BodyProofs.of(plan);
  }

  /** The same invocation in a scope of its own. */
  Invocation<Void> measured(Invocation<Void> invocation) {
    ScopeOptions counting =
        scope.options().onlyCounting().withPeakLimits(plan.limits().peak().stream().toList());
    PhaseMarks marks = PhaseMarks.of(scope.scope(), plan);
    return () -> {
      if (!limited || !isInScope()) {
        return invocation.proceed(); // elsewhere: not seen
      }
      marks.begins();
      MemoryScope opened = Tracking.DOOR.open(counting);
      try {
        return invocation.proceed();
      } finally {
        prove(opened);
        Tracking.DOOR.leave(opened);
        marks.ends();
        seen = opened;
      }
    };
  }

  /* While it is still what this thread works for. */
  private void prove(MemoryScope opened) {
    try (OwnWork own = OwnWork.begin()) {
      proofs.of(opened, true);
    }
  }

  /* Whether this thread works for the test: another extension may run it anywhere. */
  private boolean isInScope() {
    try (OwnWork own = OwnWork.begin()) {
      return Tracking.DOOR.currentScope().filter(scope.scope()::equals).isPresent();
    }
  }

  /**
   * Judges it as it ends.
   *
   * @param first how it failed, if it has
   * @param unseen is told why it was not seen, if so
   */
  Optional<Throwable> judge(Optional<Throwable> first, Consumer<String> unseen) {
    MemoryScope run = seen;
    BodyRulings rulings = new BodyRulings(plan, proofs);
    if (run != null) {
      List<BodyVerdict> verdicts = rulings.judge(run, 1, first);
      rulings.report(verdicts, 1);
      return Failures.joined(rulings.worst(verdicts, 1));
    }
    if (first.isPresent() || !limited) {
      return Optional.empty(); // kept from running, it has failed for that
    }
    String cause = TestBody.unseen("the dynamic test " + context.getDisplayName(), "");
    unseen.accept(cause);
    return Failures.joined(rulings.unseen(cause));
  }
}
