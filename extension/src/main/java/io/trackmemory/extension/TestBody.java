package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The body of one test, from before it may run until after: whoever runs it, and however often,
 * each run is judged. What our interceptor sees is judged as it ends, so that other extensions see
 * the failure; the rest, and what others made of that failure, after the test's execution.
 *
 * <p>Any thread may call it, as {@code @Timeout} runs interceptors in another one; calls wait for
 * each other. In own work, as part of the test's scope.
 */
final class TestBody {

  private final ExtensionContext context;
  private final BodyRulings rulings;
  private final String name;
  private final BodyRuns runs;
  private final List<BodyVerdict> verdicts = new ArrayList<>();
  private int judged;
  private @Nullable Throwable told;

  private TestBody(
      ExtensionContext context,
      TrackingPlan plan,
      Method method,
      BodyProofs proofs,
      BodyRuns runs) {
    this.context = context;
    this.rulings = new BodyRulings(plan, proofs);
    this.name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    this.runs = runs;
  }

  /** From now on each run is a scope of its own. */
  static TestBody armed(
      ExtensionContext context, TrackingPlan plan, MemoryScope scope, Method method) {
    Tracking.DOOR.prepareTestClasses(List.of(method.getDeclaringClass()));
    List<ByteSize> peaks = plan.limits().peak().stream().toList();
    BodyProofs proofs = BodyProofs.of(plan);
    return new TestBody(
        context, plan, method, proofs, Tracking.DOOR.armBody(scope, method, peaks, proofs));
  }

  /** From now on runs are part of the test's scope, and nothing is judged. */
  static TestBody marked(
      ExtensionContext context, TrackingPlan plan, MemoryScope scope, Method method) {
    Tracking.DOOR.prepareTestClasses(List.of(method.getDeclaringClass()));
    return new TestBody(
        context, plan, method, BodyProofs.of(plan), Tracking.DOOR.markBody(scope, method));
  }

  /**
   * Judges the runs that have ended since; what is found is thrown by the caller.
   *
   * @param thrown how they ended, where that was in an exception
   */
  synchronized Optional<Throwable> judgeEnded(Optional<Throwable> thrown) {
    Optional<Throwable> failure = judgeNew(thrown);
    told = failure.orElse(told);
    return failure;
  }

  private Optional<Throwable> judgeNew(Optional<Throwable> thrown) {
    List<MemoryScope> ended = runs.takeEnded();
    List<BodyVerdict> found = new ArrayList<>();
    for (MemoryScope run : ended) {
      judged++;
      found.addAll(rulings.judge(run, judged, thrown));
    }
    verdicts.addAll(found);
    return Failures.joined(rulings.worst(found, judged));
  }

  /**
   * Judges what is left after the test's execution.
   *
   * @param first how it failed, if it has
   * @return what has not been told, or not in a way that reached JUnit
   */
  synchronized Optional<Throwable> executed(Optional<Throwable> first) {
    Optional<Throwable> fresh = judgeNew(first);
    rulings.report(verdicts, judged);
    if (Failures.isAborting(first)) {
      return Optional.empty();
    }
    boolean swallowed = told != null && first.filter(this::tells).isEmpty();
    Optional<Throwable> broken =
        swallowed ? Failures.joined(rulings.worst(verdicts, judged)) : fresh;
    return broken.isPresent()
        ? broken
        : doubt(first).flatMap(cause -> Failures.joined(rulings.unseen(cause)));
  }

  /** Why a run may have been missed; of a test that failed for its own reason nobody asks. */
  synchronized Optional<String> doubt(Optional<Throwable> first) {
    if (first.isPresent()) {
      return Optional.empty();
    }
    return runs.haveBegun()
        ? runs.doubt()
            .map(
                doubt ->
                    "the body of "
                        + name
                        + " "
                        + doubt
                        + "; call the code in assertThatMemory(...) instead")
        : Optional.of(unseen(name, InterceptorNames.of(context)));
  }

  /** Why set-up, body and tear-down are not the phases of the test: it ran more than once. */
  synchronized Optional<String> unphased() {
    return judged > 1
        ? Optional.of(
            "the body of "
                + name
                + " ran "
                + judged
                + " times, so that set-up, run and tear-down cannot be told apart; limit each run by"
                + " @LimitAllocations instead")
        : Optional.empty();
  }

  /** Ends it: later calls of the method are ordinary code. */
  void close() {
    runs.close();
  }

  /**
   * Why nothing is known of a body.
   *
   * @param others names of extensions that may be the reason, in brackets
   */
  static String unseen(String name, String others) {
    return "the body of " + name + unseen(others);
  }

  /** Why nothing is known of some dynamic tests. */
  static String unseenDynamic(int number, String others) {
    return number + (number == 1 ? " dynamic test" : " dynamic tests") + unseen(others);
  }

  private static String unseen(String others) {
    return " did not run where TrackMemory could see it: another extension"
        + others
        + " kept it from running, or ran it in a thread of another test or in another JVM, or its"
        + " class could not be rewritten; put TrackMemory's annotation before that extension, or"
        + " call the code in assertThatMemory(...) inside the test";
  }

  private boolean tells(Throwable failure) {
    return tells(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean tells(@Nullable Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return false;
    }
    if (failure == told || tells(failure.getCause(), seen)) {
      return true;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (tells(suppressed, seen)) {
        return true;
      }
    }
    return false;
  }
}
