package io.trackmemory.extension;

import io.trackmemory.dsl.MemoryAssertions;
import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Attaches the agent as a test plan begins, where one of its classes will need it: the methods that
 * are running as it attaches lose their lines, and a test's own should not be among them. It takes
 * about a second, which no JVM is to spend that needs nothing of ours.
 */
final class EarlyAttachment {

  /* What leads to a measurement; that something is annotated is found without. */
  private static final Set<Class<?>> DOORS =
      Set.of(
          MemoryAssertions.class,
          SoftMemoryAssertions.class,
          MemoryTracker.class,
          MemoryScope.class);

  private EarlyAttachment() {}

  /** Whether a test class, what it inherits from, or a class inside of it may measure something. */
  static boolean isFor(Class<?> testClass) {
    return UnreadAnnotations.isAnnotated(testClass) || Tracking.DOOR.refers(testClass, DOORS);
  }

  /**
   * Attaches, unless a setting that concerns it is wrong: the first test says so then, as it does
   * if attaching fails.
   *
   * @param parameters values of the plan's configuration parameters
   */
  static void attach(Function<String, Optional<String>> parameters) {
    Settings settings;
    try {
      settings =
          Settings.of(
              key -> parameters.apply(key).or(() -> Optional.ofNullable(System.getProperty(key))),
              List.of(Settings.EXCLUDE, Settings.CACHE_DIR));
    } catch (IllegalArgumentException e) {
      return;
    }
    Tracking.DOOR.unavailable(settings);
  }
}
