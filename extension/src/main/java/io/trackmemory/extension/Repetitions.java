package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.GrowthSpan;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The repetitions of one test that may leave no growth. Begins with the first and is judged after
 * the last. Where they run beside each other, any thread may call it, and it certifies nothing.
 */
final class Repetitions implements AutoCloseable, CloseableResource {

  /** Of a test for which growth is not judged. */
  static final Repetitions NONE = new Repetitions(0, Optional.empty());

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
    return limit(result).judge(scope).told();
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
