package io.trackmemory.tracker.agent;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Classes with test methods, and numbers for their methods. A class of the same name in another
 * loader is a copy of it, which some extensions run instead. Any thread may call it.
 */
final class TestClasses {

  /* Libraries whose work, called by a test class itself, is test code. */
  private static final List<String> TEST_LIBRARIES =
      List.of(
          "org/junit/",
          "org/opentest4j/",
          "org/assertj/",
          "org/hamcrest/",
          "org/mockito/",
          "io/trackmemory/dsl/",
          "io/trackmemory/tracker/",
          "io/trackmemory/extension/");

  private final Set<Class<?>> classes = Collections.newSetFromMap(new WeakHashMap<>());
  /* Those that have been rewritten since they were added. */
  private final Set<Class<?>> prepared = Collections.newSetFromMap(new WeakHashMap<>());
  /* Internal names of them and of their copies. */
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  synchronized boolean add(Class<?> type) {
    names.add(type.getName().replace('.', '/'));
    return classes.add(type);
  }

  /** Whether a class, by internal name, is one of them or a copy. */
  boolean contains(String name) {
    return names.contains(name);
  }

  synchronized void prepared(Collection<? extends Class<?>> types) {
    prepared.addAll(types);
  }

  synchronized boolean arePrepared(Collection<? extends Class<?>> types) {
    return prepared.containsAll(types);
  }

  /** Number of a method, the same whenever asked. */
  int number(String className, String method, String descriptor) {
    return numbers.computeIfAbsent(
        className + '.' + method + descriptor, key -> next.incrementAndGet());
  }

  static boolean isTestLibrary(String owner) {
    for (String prefix : TEST_LIBRARIES) {
      if (owner.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
