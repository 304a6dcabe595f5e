package io.trackmemory.extension;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Which tests of a class ran and were judged. What did not occur in some of them may occur in the
 * others: a selection of tests proves nothing. Any thread may call it.
 */
final class TestsRun {

  private final Set<Method> judged = ConcurrentHashMap.newKeySet();
  private volatile boolean allSound = true;

  /**
   * Notes a test that ended.
   *
   * @param sound whether it did not fail for another reason, and its leaks could be told
   */
  void add(Method test, boolean sound) {
    judged.add(test);
    allSound &= sound;
  }

  /**
   * Whether all tests of a class, those of its {@code @Nested} classes too, were judged.
   *
   * @param testClass the class, empty for the invocations of one test
   */
  boolean isComplete(Optional<Class<?>> testClass) {
    return allSound
        && testClass.map(TestsRun::testsOf).orElse(Set.of()).stream().allMatch(judged::contains);
  }

  private static Set<Method> testsOf(Class<?> testClass) {
    Set<Method> tests =
        new HashSet<>(
            ReflectionSupport.findMethods(
                testClass,
                method ->
                    !method.isSynthetic()
                        && AnnotationSupport.isAnnotated(method, Testable.class)
                        && !AnnotationSupport.isAnnotated(method, Disabled.class)
                        && Annotations.on(method, WithoutMemoryLimits.class).isEmpty(),
                HierarchyTraversalMode.TOP_DOWN));
    for (Class<?> nested :
        ReflectionSupport.findNestedClasses(testClass, TestsRun::isNestedAndJudged)) {
      tests.addAll(testsOf(nested));
    }
    return tests;
  }

  private static boolean isNestedAndJudged(Class<?> type) {
    return AnnotationSupport.isAnnotated(type, Nested.class)
        && !AnnotationSupport.isAnnotated(type, Disabled.class)
        && Annotations.nearest(Annotations.lineage(type), WithoutMemoryLimits.class).isEmpty();
  }
}
