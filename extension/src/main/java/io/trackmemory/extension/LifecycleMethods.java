package io.trackmemory.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The methods beside the body that are work of a test or of a class. Any thread may call it. */
final class LifecycleMethods {

  private static final ClassValue<List<Method>> OF_TESTS =
      methods(BeforeEach.class, AfterEach.class);
  private static final ClassValue<List<Method>> OF_CLASS = methods(BeforeAll.class, AfterAll.class);

  private LifecycleMethods() {}

  /** Those of a test: of its class, of those that enclose it, and a factory of dynamic tests. */
  static List<Method> ofTest(ExtensionContext context) {
    List<Method> methods = new ArrayList<>();
    Contexts.testClasses(context).forEach(type -> methods.addAll(OF_TESTS.get(type)));
    factory(context).ifPresent(methods::add);
    return methods;
  }

  /** The constructors of a test's class, its superclasses and those that enclose it. */
  static List<Constructor<?>> constructors(ExtensionContext context) {
    List<Constructor<?>> constructors = new ArrayList<>();
    for (Class<?> testClass : Contexts.testClasses(context)) {
      for (Class<?> type = testClass; type != null && type != Object.class; ) {
        addConstructors(type, constructors);
        type = type.getSuperclass();
      }
    }
    return constructors;
  }

  private static void addConstructors(Class<?> type, List<Constructor<?>> constructors) {
    try {
      constructors.addAll(List.of(type.getDeclaredConstructors()));
    } catch (LinkageError e) {
      // A class that one of them names is missing, and JUnit calls those of the test class only.
    }
  }

  /** Those of a class. */
  static List<Method> ofClass(ExtensionContext context) {
    return OF_CLASS.get(Contexts.testClass(context));
  }

  /** The test's method, if it makes dynamic tests and is none itself. */
  static Optional<Method> factory(ExtensionContext context) {
    return context
        .getTestMethod()
        .filter(method -> AnnotationSupport.isAnnotated(method, TestFactory.class));
  }

  @SafeVarargs
  private static ClassValue<List<Method>> methods(Class<? extends Annotation>... annotations) {
    return new ClassValue<>() {
      @Override
      protected List<Method> computeValue(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<? extends Annotation> each : annotations) {
          methods.addAll(
              AnnotationSupport.findAnnotatedMethods(type, each, HierarchyTraversalMode.TOP_DOWN));
        }
        return List.copyOf(methods);
      }
    };
  }
}
