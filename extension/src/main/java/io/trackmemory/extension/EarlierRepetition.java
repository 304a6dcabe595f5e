package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.MadeObjects;
import io.trackmemory.tracker.spi.Tracking;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the last repetition of a {@link RepeatedTest} that has ended made, by which leaks in the
 * next are told from what a library replaces. Any thread may call it.
 */
final class EarlierRepetition {

  private volatile Optional<MadeObjects> made = Optional.empty();

  /** That of the repetitions that a test is one of; empty if it is none, or judges no leaks. */
  static Optional<EarlierRepetition> of(ExtensionContext test, TrackingPlan plan) {
    return Contexts.testMethod(test)
        .filter(method -> plan.limits().onLeaks())
        .filter(method -> AnnotationSupport.isAnnotated(method, RepeatedTest.class))
        .flatMap(method -> test.getParent())
        .map(
            template ->
                template
                    .getStore(Namespace.create(EarlierRepetition.class))
                    .getOrComputeIfAbsent(
                        template.getUniqueId(),
                        key -> new EarlierRepetition(),
                        EarlierRepetition.class));
  }

  /** Has leaks in a repetition's scope told by the one before. */
  void comesBefore(MemoryScope scope) {
    made.ifPresent(before -> Tracking.DOOR.comesAfter(scope, before));
  }

  /** A repetition has ended, and its leaks were judged. */
  void ended(MemoryScope scope) {
    made = Optional.of(Tracking.DOOR.madeIn(scope));
  }
}
