package io.trackmemory.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Annotations of ours in the classes of a test plan that nothing reads: in those of other engines
 * than Jupiter, and on methods that are no tests. Each class is told once in a JVM. Any thread may
 * call it.
 */
final class UnreadAnnotations {

  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private UnreadAnnotations() {}

  /**
   * Looks at the classes of a plan.
   *
   * @param classesByEngine the classes that each engine runs, by its id
   * @return what to say, line by line
   */
  static List<String> in(Map<String, ? extends Collection<Class<?>>> classesByEngine) {
    Map<String, String> enginesByClass = new TreeMap<>();
    Set<String> methods = new TreeSet<>();
    classesByEngine.forEach(
        (engine, classes) -> {
          for (Class<?> each : classes) {
            if (engine.equals(SettingsListener.ENGINE)) {
              methods.addAll(onNoTest(each));
            } else if (isAnnotated(each)) {
              enginesByClass.merge(each.getName(), engine, (one, other) -> one + ", " + other);
            }
          }
        });
    enginesByClass.keySet().removeIf(name -> !TOLD.add(name));
    methods.removeIf(name -> !TOLD.add(name));
    List<String> lines = new ArrayList<>();
    if (!enginesByClass.isEmpty()) {
      lines.add(
          "annotations of TrackMemory are read by JUnit Jupiter only; nothing of what they say is"
              + " checked in "
              + String.join(
                  ", ",
                  enginesByClass.entrySet().stream()
                      .map(each -> each.getKey() + " (" + each.getValue() + ")")
                      .toList())
              + ": call assertThatMemory(...) in these tests, which works everywhere, or move them"
              + " to Jupiter");
    }
    if (!methods.isEmpty()) {
      lines.add(
          "annotations of TrackMemory do nothing on methods that are no tests: "
              + String.join(", ", methods)
              + ": put them on the test or on its class");
    }
    return lines;
  }

  /** Whether one of ours is on a class, what it inherits from, or a method of these. */
  static boolean isAnnotated(Class<?> testClass) {
    for (AnnotatedElement level : Annotations.lineage(testClass)) {
      if (isOurs(level) || methods((Class<?>) level).stream().anyMatch(UnreadAnnotations::isOurs)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> onNoTest(Class<?> testClass) {
    return methods(testClass).stream()
        .filter(method -> !method.isSynthetic() && isOurs(method))
        .filter(method -> !AnnotationSupport.isAnnotated(method, Testable.class))
        .map(method -> testClass.getName() + "." + method.getName())
        .toList();
  }

  private static boolean isOurs(AnnotatedElement element) {
    for (Class<? extends Annotation> type : Annotations.OF_TESTS) {
      Optional<? extends Annotation> found = Annotations.on(element, type);
      if (found.isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static List<Method> methods(Class<?> type) {
    try {
      return List.of(type.getDeclaredMethods());
    } catch (LinkageError e) {
      return List.of(); // a class that a method names is missing
    }
  }
}
