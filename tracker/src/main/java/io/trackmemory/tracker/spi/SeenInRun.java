package io.trackmemory.tracker.spi;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What checks saw first under a name, while one run of tests goes on: two checks of one name are
 * told from one whose code has changed since an earlier run in the same JVM. Any thread may call
 * it.
 */
public final class SeenInRun {

  private static final Map<Object, Object> FIRST = new ConcurrentHashMap<>();

  private SeenInRun() {}

  /** Notes something; only the first of a name is kept. */
  public static void note(Object name, Object seen) {
    FIRST.putIfAbsent(name, seen);
  }

  /** What was noted first. */
  public static <T> Optional<T> first(Object name, Class<T> type) {
    return Optional.ofNullable(FIRST.get(name)).filter(type::isInstance).map(type::cast);
  }

  /** A run begins: lets go of all. */
  public static void begin() {
    FIRST.clear();
  }
}
