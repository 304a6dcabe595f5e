package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.OwnWork;

/**
 * Marks where set-up ends and tear-down begins in a test whose body is no method that could be
 * armed, where a budget asks for it. To be made in own work; any thread may call it.
 *
 * @param scope the test's
 * @param asked whether a budget asks
 */
record PhaseMarks(MemoryScope scope, boolean asked) {

  static PhaseMarks of(MemoryScope scope, TrackingPlan plan) {
    return new PhaseMarks(scope, plan.limits().budget().filter(TestBudget::hasPhases).isPresent());
  }

  void begins() {
    mark("body");
  }

  void ends() {
    mark("teardown");
  }

  @SuppressWarnings("try") // a span is never referenced
  private void mark(String checkpoint) {
    if (asked) {
      try (OwnWork own = OwnWork.begin()) {
        scope.checkpoint(checkpoint);
      } catch (IllegalArgumentException e) {
        // One of that name is the user's own, and stands.
      }
    }
  }
}
