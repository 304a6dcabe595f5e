package io.trackmemory.extension;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Keeps a test that sees all threads from running beside another one: it takes the lock of
 * {@code @Isolated}, and with it its whole top-level class. Other tests take none.
 */
final class AllThreadsLock implements ResourceLocksProvider {

  private static final Set<Lock> ALONE = Set.of(new Lock(Resources.GLOBAL));

  AllThreadsLock() {}

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    return locks(Optional.empty(), testClass, List.of());
  }

  @Override
  public Set<Lock> provideForNestedClass(
      List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
    return locks(Optional.empty(), testClass, enclosingInstanceTypes);
  }

  @Override
  public Set<Lock> provideForMethod(
      List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
    return locks(Optional.of(testMethod), testClass, enclosingInstanceTypes);
  }

  private static Set<Lock> locks(
      Optional<Method> method, Class<?> testClass, List<Class<?>> enclosingFromTheOutside) {
    List<Class<?>> classes = new ArrayList<>(enclosingFromTheOutside);
    classes.add(testClass);
    Collections.reverse(classes);
    List<AnnotatedElement> levels = Annotations.levels(method, classes);
    return Annotations.nearest(levels, TrackMemory.class)
        .filter(annotation -> annotation.threads() == Threads.ALL)
        .map(annotation -> ALONE)
        .orElse(Set.of());
  }
}
