package io.trackmemory.report;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells the methods of a test class that differ by case only, of which some file systems would make
 * one file. Where the class cannot be loaded here, none is told.
 */
final class TestNames {

  private TestNames() {}

  /** Whether the class has a method whose name equals {@code method} but for its case. */
  static boolean isAmbiguous(String testClass, String method) {
    Set<String> same = methodsOf(testClass).get(method.toLowerCase(Locale.ROOT));
    return same != null && same.size() > 1;
  }

  private static Map<String, Set<String>> methodsOf(String testClass) {
    Map<String, Set<String>> byLowerCase = new TreeMap<>();
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> type = Class.forName(testClass, false, loader);
      for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
        Arrays.stream(owner.getDeclaredMethods())
            .map(Method::getName)
            .forEach(
                name ->
                    byLowerCase
                        .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new TreeSet<>())
                        .add(name));
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // A class or a type that its methods name is missing: judged by what is known so far.
    }
    return byLowerCase;
  }
}
