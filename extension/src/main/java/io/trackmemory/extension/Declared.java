package io.trackmemory.extension;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What annotations say of one test, the nearest of each kind winning.
 *
 * @param tracked whether any annotation asks for tracking, a lifted limit included
 * @param trackMemory the nearest {@code @TrackMemory}
 * @param leakScope when leaks are judged, where they are forbidden
 * @param noGrowth whether growth over repetitions is forbidden
 * @param noAllocations whether allocations in the body are forbidden
 * @param limitAllocations limit on the body's allocations
 * @param settingsLifted whether limits of settings are lifted
 */
record Declared(
    boolean tracked,
    Optional<TrackMemory> trackMemory,
    Optional<LeakScope> leakScope,
    boolean noGrowth,
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
        Stream.of(
                TrackMemory.class,
                NoLeaks.class,
                NoGrowth.class,
                NoAllocations.class,
                LimitAllocations.class)
            .anyMatch(type -> Annotations.nearest(levels, type).isPresent()),
        Annotations.nearest(levels, TrackMemory.class),
        leakScope(inForce),
        Annotations.nearest(inForce, NoGrowth.class).isPresent(),
        Annotations.nearest(inForce, NoAllocations.class).isPresent(),
        Annotations.nearest(inForce, LimitAllocations.class).map(AllocationLimit::of),
        Annotations.nearest(levels, WithoutMemoryLimits.class).isPresent());
  }

  private static Optional<LeakScope> leakScope(List<? extends AnnotatedElement> levels) {
    for (AnnotatedElement level : levels) {
      Optional<LeakScope> scope = Annotations.on(level, NoLeaks.class).map(NoLeaks::scope);
      if (level instanceof Method method && scope.filter(LeakScope.CLASS::equals).isPresent()) {
        throw new IllegalArgumentException(
            "@NoLeaks(scope = LeakScope.CLASS) must stand on a class, not on a method: "
                + method.getDeclaringClass().getSimpleName()
                + "."
                + method.getName());
      }
      if (scope.isPresent()) {
        return scope;
      }
    }
    return Optional.empty();
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
}
