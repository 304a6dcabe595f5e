package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges what the body of a test allocated. A body that could not be told from the rest is never
 * taken for one that kept its limits.
 */
final class BodyJudge {

  private final TrackingPlan plan;

  BodyJudge(TrackingPlan plan) {
    this.plan = plan;
  }

  /**
   * Looks at each limit.
   *
   * @param body scope of the body, closed; empty if it was not seen from begin to end
   * @return the first failure, with the others suppressed in it
   */
  Optional<Throwable> judge(Optional<MemoryScope> body, String name) {
    List<Throwable> failures = new ArrayList<>();
    for (Limit limit : plan.limits().body()) {
      if (body.isPresent()) {
        limit.failureOf(body.get()).ifPresent(failures::add);
      } else {
        failures.add(Failures.uncertified(limit.what(), unseen(name), plan.settings()));
      }
    }
    return Failures.joined(failures);
  }

  /** Why nothing is known of a body. */
  static String unseen(String name) {
    return "the body of "
        + name
        + " could not be marked, or another extension kept it from running or ran it on a thread"
        + " that it did not hand it to by way of the JDK; call the code in assertThatMemory(...)"
        + " instead";
  }
}
