package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether a test or a class can be given its scope. Any thread may call it. */
final class ScopeParameters {

  /* Looked up once a class, superclasses and interfaces included. */
  private static final ClassValue<Boolean> IN_CLASS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return declares(type)
              || Arrays.stream(type.getInterfaces()).anyMatch(this::get)
              || (type.getSuperclass() != null && get(type.getSuperclass()));
        }
      };

  private ScopeParameters() {}

  private static boolean declares(Class<?> type) {
    try {
      return Stream.<Executable>concat(
              Arrays.stream(type.getDeclaredConstructors()),
              Arrays.stream(type.getDeclaredMethods()))
          .anyMatch(ScopeParameters::takesOne);
    } catch (LinkageError e) {
      return true; // a class that a method names is missing: nobody knows
    }
  }

  /** Whether any method or constructor of the test's classes takes a scope. */
  static boolean areIn(ExtensionContext context) {
    return Contexts.testClasses(context).stream().anyMatch(IN_CLASS::get);
  }

  /** Whether one of a class's own methods does, or its constructor with one instance for all. */
  static boolean areInMethodsOf(ExtensionContext context) {
    return LifecycleMethods.ofClass(context).stream().anyMatch(ScopeParameters::takesOne)
        || (Contexts.isPerClass(context)
            && Arrays.stream(Contexts.testClass(context).getDeclaredConstructors())
                .anyMatch(ScopeParameters::takesOne));
  }

  private static boolean takesOne(Executable method) {
    return List.of(method.getParameterTypes()).contains(MemoryScope.class);
  }
}
