package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * What annotations say of one test, the nearest of each kind winning.
 *
 * @param tracked whether any annotation asks for tracking, a lifted limit included
 * @param trackMemory the nearest {@code @TrackMemory}
 * @param noLeaks when leaks are judged, where they are forbidden
 * @param noDirectMemoryLeaks whether memory off the heap must be given back
 * @param noGrowth whether growth over repetitions is forbidden
 * @param noAllocations whether allocations in the body are forbidden
 * @param limitAllocations limit on the body's allocations
 * @param limitLeaks limit on leaks, apart from where they are forbidden
 * @param expectedLeaks known leaks, all of them
 * @param limitPeak limit on the body's live bytes
 * @param baseline whether the body is compared with a baseline
 * @param budget limits on the phases of the test and on all of it
 * @param settingsLifted whether limits of settings are lifted
 */
record Declared(
    boolean tracked,
    Optional<TrackMemory> trackMemory,
    Optional<Asked<ForbiddenLeaks>> noLeaks,
    boolean noDirectMemoryLeaks,
    boolean noGrowth,
    boolean noAllocations,
    Optional<AllocationLimit> limitAllocations,
    Optional<LeakLimit> limitLeaks,
    List<ExpectedLeak> expectedLeaks,
    Optional<Asked<ByteSize>> limitPeak,
    boolean baseline,
    Optional<TestBudget> budget,
    boolean settingsLifted) {

  private static final Asked<ForbiddenLeaks> IMPLIED =
      Asked.by("@NoLeaks of @ExpectLeak", new ForbiddenLeaks(LeakScope.TEST, Libraries.TOLD));

  /**
   * Reads the annotations on {@code levels}, the nearest first.
   *
   * @throws IllegalArgumentException if a value in one that applies is not allowed
   */
  static Declared on(List<? extends AnnotatedElement> levels) {
    List<? extends AnnotatedElement> inForce = upToLift(levels);
    return new Declared(
        Annotations.OF_TESTS.stream()
            .anyMatch(type -> Annotations.nearest(levels, type).isPresent()),
        Annotations.nearest(levels, TrackMemory.class),
        noLeaks(inForce),
        Annotations.nearest(inForce, NoDirectMemoryLeaks.class).isPresent(),
        Annotations.nearest(inForce, NoGrowth.class).isPresent(),
        Annotations.nearest(inForce, NoAllocations.class).isPresent(),
        Annotations.nearest(inForce, LimitAllocations.class).map(AllocationLimit::of),
        Annotations.nearest(inForce, LimitLeaks.class).map(LeakLimit::of),
        expectedLeaks(inForce),
        Annotations.nearest(inForce, LimitPeak.class).map(PeakLimit::of),
        Annotations.nearest(inForce, MemoryBaseline.class).isPresent(),
        Annotations.nearest(inForce, MemoryBudget.class).map(TestBudget::of),
        Annotations.nearest(levels, WithoutMemoryLimits.class).isPresent());
  }

  /** When leaks are judged, where they are forbidden. */
  Optional<LeakScope> leakScope() {
    return noLeaks.map(asked -> asked.value().scope());
  }

  private static Optional<Asked<ForbiddenLeaks>> noLeaks(List<? extends AnnotatedElement> levels) {
    for (AnnotatedElement level : levels) {
      Optional<ForbiddenLeaks> forbidden =
          Annotations.on(level, NoLeaks.class).map(ForbiddenLeaks::of);
      if (level instanceof Method method
          && forbidden.filter(asked -> asked.scope() == LeakScope.CLASS).isPresent()) {
        throw new IllegalArgumentException(
            "@NoLeaks(scope = LeakScope.CLASS) must stand on a class, not on a method: "
                + method.getDeclaringClass().getSimpleName()
                + "."
                + method.getName());
      }
      if (forbidden.isPresent()) {
        return forbidden.map(asked -> Asked.by(asked.words(), asked));
      }
      if (level instanceof Method && impliesNoLeaks(level, levels)) {
        return Optional.of(IMPLIED);
      }
    }
    return levels.stream().anyMatch(level -> impliesNoLeaks(level, levels))
        ? Optional.of(IMPLIED)
        : Optional.empty();
  }

  private static boolean impliesNoLeaks(
      AnnotatedElement level, List<? extends AnnotatedElement> levels) {
    return !Annotations.expectedLeaks(level).isEmpty()
        && Annotations.nearest(levels, LimitLeaks.class).isEmpty()
        && Annotations.nearest(levels, MemoryBudget.class)
            .filter(budget -> !budget.leaks().isEmpty())
            .isEmpty();
  }

  private static List<ExpectedLeak> expectedLeaks(List<? extends AnnotatedElement> levels) {
    return levels.stream()
        .flatMap(
            level ->
                Annotations.expectedLeaks(level).stream()
                    .map(annotation -> ExpectedLeak.of(annotation, level, Today::here)))
        .toList();
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
