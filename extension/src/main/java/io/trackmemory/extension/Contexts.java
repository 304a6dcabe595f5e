package io.trackmemory.extension;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/** What an extension context or, for a dynamic test, the nearest one above it knows. */
final class Contexts {

  private Contexts() {}

  static Optional<Method> testMethod(ExtensionContext context) {
    return nearest(context, ExtensionContext::getTestMethod);
  }

  /** Whether this is a test, and not a class: a dynamic test's context has no class of its own. */
  static boolean isTest(ExtensionContext context) {
    return testMethod(context).isPresent();
  }

  /** Whether one instance of the test class serves all of its tests. */
  static boolean isPerClass(ExtensionContext context) {
    return context.getTestInstanceLifecycle().filter(Lifecycle.PER_CLASS::equals).isPresent();
  }

  static Optional<TestInstances> testInstances(ExtensionContext context) {
    return nearest(context, ExtensionContext::getTestInstances);
  }

  /** What JUnit holds until after a test or a class: its instances, and what it threw. */
  static List<Object> heldByJUnit(ExtensionContext context, Optional<Throwable> failure) {
    List<Object> held = new ArrayList<>();
    testInstances(context).ifPresent(instances -> held.addAll(instances.getAllInstances()));
    failure.ifPresent(held::add);
    return held;
  }

  /** The test class, then the classes that enclose it as JUnit nests them. */
  static List<Class<?>> testClasses(ExtensionContext context) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      at.get().getTestClass().ifPresent(classes::add);
      at = at.get().getParent();
    }
    return new ArrayList<>(classes);
  }

  static Class<?> testClass(ExtensionContext context) {
    return testClasses(context).get(0);
  }

  /**
   * Name of the test class; of one inside another that a subclass inherits, in that subclass:
   * {@code com.acme.OrderBookTest$Fills}.
   */
  static String className(ExtensionContext context) {
    List<Class<?>> classes = testClasses(context);
    StringBuilder name = new StringBuilder(classes.get(classes.size() - 1).getName());
    for (int i = classes.size() - 2; i >= 0; i--) {
      name.append('$').append(classes.get(i).getSimpleName());
    }
    return name.toString();
  }

  private static <T> Optional<T> nearest(
      ExtensionContext context, Function<ExtensionContext, Optional<T>> property) {
    Optional<T> own = property.apply(context);
    return own.isPresent() ? own : context.getParent().flatMap(parent -> nearest(parent, property));
  }
}
