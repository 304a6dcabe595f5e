package io.trackmemory.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where an annotation of a test can stand. JUnit's own search looks through superclasses by itself
 * and so cannot tell which of two annotations is nearer; this one looks at one element at a time.
 */
final class Annotations {

  /** Those that ask for tracking. */
  static final List<Class<? extends Annotation>> OF_TESTS =
      List.of(
          TrackMemory.class,
          NoLeaks.class,
          NoGrowth.class,
          LimitLeaks.class,
          ExpectLeak.class,
          ExpectLeaks.class,
          NoDirectMemoryLeaks.class,
          NoAllocations.class,
          LimitAllocations.class,
          LimitPeak.class,
          MemoryBaseline.class,
          MemoryBudget.class);

  private Annotations() {}

  /**
   * The elements whose annotations concern a test, the nearest first: its method, then its class,
   * interfaces and superclasses, then those of each enclosing class.
   */
  static List<AnnotatedElement> levels(ExtensionContext context) {
    return levels(Contexts.testMethod(context), Contexts.testClasses(context));
  }

  /** Likewise; {@code testClasses} are the test's class, then those that enclose it. */
  static List<AnnotatedElement> levels(Optional<Method> testMethod, List<Class<?>> testClasses) {
    Set<AnnotatedElement> levels = new LinkedHashSet<>();
    testMethod.ifPresent(levels::add);
    for (Class<?> testClass : testClasses) {
      addLineage(testClass, levels);
    }
    return new ArrayList<>(levels);
  }

  /** A class, its interfaces and its superclasses, the nearest first. */
  static List<AnnotatedElement> lineage(Class<?> testClass) {
    return levels(Optional.empty(), List.of(testClass));
  }

  private static void addLineage(Class<?> type, Collection<AnnotatedElement> levels) {
    if (type == Object.class || !levels.add(type)) {
      return;
    }
    for (Class<?> parent : type.getInterfaces()) {
      addLineage(parent, levels);
    }
    Class<?> parent = type.getSuperclass();
    if (parent != null) {
      addLineage(parent, levels);
    }
  }

  /** The annotation on the first of the elements that has it. */
  static <A extends Annotation> Optional<A> nearest(
      List<? extends AnnotatedElement> levels, Class<A> type) {
    return levels.stream().flatMap(level -> on(level, type).stream()).findFirst();
  }

  /** The annotation on the element itself, directly or through annotations that carry it. */
  static <A extends Annotation> Optional<A> on(AnnotatedElement element, Class<A> type) {
    return search(element, type, new HashSet<>());
  }

  /** All known leaks on the element itself, directly or through annotations that carry them. */
  static List<ExpectLeak> expectedLeaks(AnnotatedElement element) {
    List<ExpectLeak> found = new ArrayList<>();
    addExpectedLeaks(element, found, new HashSet<>());
    return found;
  }

  private static void addExpectedLeaks(
      AnnotatedElement element, List<ExpectLeak> found, Set<Class<?>> seen) {
    for (Annotation annotation : element.getDeclaredAnnotations()) {
      if (annotation instanceof ExpectLeak leak) {
        found.add(leak);
      } else if (annotation instanceof ExpectLeaks leaks) {
        found.addAll(List.of(leaks.value()));
      } else if (seen.add(annotation.annotationType())) {
        addExpectedLeaks(annotation.annotationType(), found, seen);
      }
    }
  }

  private static <A extends Annotation> Optional<A> search(
      AnnotatedElement element, Class<A> type, Set<Class<?>> seen) {
    A direct = element.getDeclaredAnnotation(type);
    if (direct != null) {
      return Optional.of(direct);
    }
    for (Annotation carrier : element.getDeclaredAnnotations()) {
      if (seen.add(carrier.annotationType())) {
        Optional<A> found = search(carrier.annotationType(), type, seen);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
