package io.trackmemory.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What annotations say of one test, the nearest of each kind winning.
 *
 * @param tracked whether any annotation asks for tracking, a lifted limit included
 * @param trackMemory the nearest {@code @TrackMemory}
 * @param noLeaks whether leaks are forbidden
 * @param noAllocations whether allocations in the body are forbidden
 * @param limitAllocations limit on the body's allocations
 * @param settingsLifted whether limits of settings are lifted
 */
record Declared(
    boolean tracked,
    Optional<TrackMemory> trackMemory,
    boolean noLeaks,
    boolean noAllocations,
    Optional<AllocationLimit> limitAllocations,
    boolean settingsLifted) {

  /**
   * Reads the annotations on {@code levels}, the nearest first.
   *
   * @throws IllegalArgumentException if a value in one that applies is not allowed
   */
  static Declared on(List<? extends AnnotatedElement> levels) {
    List<? extends AnnotatedElement> inForce = upToLift(levels);
    return new Declared(
        Stream.of(TrackMemory.class, NoLeaks.class, NoAllocations.class, LimitAllocations.class)
            .anyMatch(type -> nearest(levels, type).isPresent()),
        nearest(levels, TrackMemory.class),
        nearest(inForce, NoLeaks.class).isPresent(),
        nearest(inForce, NoAllocations.class).isPresent(),
        nearest(inForce, LimitAllocations.class).map(AllocationLimit::of),
        nearest(levels, WithoutMemoryLimits.class).isPresent());
  }

  private static List<? extends AnnotatedElement> upToLift(
      List<? extends AnnotatedElement> levels) {
    for (int i = 0; i < levels.size(); i++) {
      if (Annotations.on(levels.get(i), WithoutMemoryLimits.class).isPresent()) {
        return levels.subList(0, i + 1);
      }
    }
    return levels;
  }

  private static <A extends Annotation> Optional<A> nearest(
      List<? extends AnnotatedElement> levels, Class<A> type) {
    return levels.stream().flatMap(level -> Annotations.on(level, type).stream()).findFirst();
  }
}
