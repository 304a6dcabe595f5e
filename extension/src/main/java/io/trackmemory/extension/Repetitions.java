package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.proof.Injected;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.GrowthSpan;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * The repetitions of one test that may leave no growth. Begins with the first and is judged after
 * the last. Where they run beside each other, any thread may call it, and it certifies nothing.
 */
final class Repetitions implements AutoCloseable, CloseableResource {

  /** Of a test for which growth is not judged. */
  static final Repetitions NONE = new Repetitions(0, Optional.empty());

  private static final String ONE_A_RUN =
      "1 object more with each repetition, kept by a static field";

  private final int number;
  private final Optional<GrowthSpan> span;
  private int ended;

  private Repetitions(int number, Optional<GrowthSpan> span) {
    this.number = number;
    this.span = span;
  }

  /** Those that a test is one of; the first to ask begins them. */
  static Repetitions around(ExtensionContext context, TrackingPlan plan) {
    if (!plan.limits().growth()) {
      return NONE;
    }
    ExtensionContext template = context.getParent().orElse(context);
    Store store = template.getStore(Namespace.create(Repetitions.class));
    return store.getOrComputeIfAbsent(
        template.getUniqueId(), key -> begun(context, plan), Repetitions.class);
  }

  private static Repetitions begun(ExtensionContext context, TrackingPlan plan) {
    int number =
        Contexts.testMethod(context)
            .flatMap(method -> AnnotationSupport.findAnnotation(method, RepeatedTest.class))
            .map(RepeatedTest::value)
            .orElse(1);
    return new Repetitions(
        number,
        Optional.of(
            Tracking.DOOR.watchGrowth(
                plan.options(Optional::empty, false), number, instance(context))));
  }

  private static Map<String, Object> instance(ExtensionContext context) {
    return Contexts.isPerClass(context)
        ? Contexts.testInstances(context)
            .<Map<String, Object>>map(
                instances -> Map.of("the test instance", instances.getInnermostInstance()))
            .orElse(Map.of())
        : Map.of();
  }

  /** Notes that one has ended; tells what is wrong with all of them if it was the last. */
  synchronized Optional<Throwable> ended(
      ExtensionContext context, MemoryScope scope, TrackingPlan plan) {
    if (span.isEmpty()) {
      return Optional.empty();
    }
    ended++;
    span.get().ended(scope);
    if (!context.getUniqueId().endsWith(":#" + number + "]") && number > 1) {
      return Optional.empty();
    }
    if (number > 1 && ended < number) {
      return Judged.uncertified(
              Limits.NO_GROWTH,
              "only "
                  + ended
                  + " of "
                  + number
                  + " repetitions ran before the last one ended; run"
                  + " all, one after the other",
              plan.settings())
          .told();
    }
    GrowthResult result = span.get().result(scope);
    Judged judged = limit(result).judge(scope);
    return judged.failure().isEmpty() && plan.settings().get(Settings.PROOF)
        ? proved(judged, context, scope, plan).told()
        : judged.told();
  }

  /* As many rounds again, in which nothing runs but what grows: no body runs twice. */
  private Judged proved(
      Judged judged, ExtensionContext context, MemoryScope scope, TrackingPlan plan) {
    try (GrowthSpan again =
        Tracking.DOOR.watchGrowth(
            plan.options(Optional::empty, false), number, instance(context))) {
      for (int round = 0; round < number; round++) {
        Injected.keep(Injected.Made.PLAIN, 0);
        again.ended(scope);
      }
      GrowthResult grown = again.result(scope);
      Judged red = limit(grown).judge(scope);
      return switch (red.verdict().outcome()) {
        case FAILED -> judged.worded(Limits.NO_GROWTH, "Proved: it fails with " + ONE_A_RUN);
        case UNCERTIFIED ->
            judged.worded(Limits.NO_GROWTH, "Not proved: " + red.verdict().message());
        case PASSED ->
            Judged.failed(
                Verdict.About.GROWTH,
                Limits.NO_GROWTH,
                new AssertionFailedError(
                    "Expecting "
                        + Limits.NO_GROWTH
                        + " to fail once more is made than it allows but it passed:\n  injected: "
                        + ONE_A_RUN));
      };
    } finally {
      Injected.release();
      span.orElseThrow().result(scope); // what the scope tells is the first one again
    }
  }

  private static Limit limit(GrowthResult result) {
    return new Limit(
        Limits.NO_GROWTH,
        scope -> assertThatMemory(scope).hasNoGrowth(),
        (failure, seen) ->
            result.holders(GrowthResult.Shape.GROWING).isEmpty()
                ? ""
                : Settings.LEAKS_IGNORE.key()
                    + "="
                    + result.holders(GrowthResult.Shape.GROWING).stream()
                        .map(Holder::signature)
                        .collect(Collectors.joining(",")));
  }

  @Override
  public void close() {
    span.ifPresent(GrowthSpan::close);
  }
}
