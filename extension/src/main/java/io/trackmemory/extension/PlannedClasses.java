package io.trackmemory.extension;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The test classes of the plans that run now, so that all can be prepared at once where every test
 * is tracked: the JVM takes as long to rewrite one loaded class as to rewrite hundreds. An
 * extension cannot ask JUnit for them; {@link SettingsListener} sees them. Without it each class is
 * prepared by itself. Any thread may call it.
 */
final class PlannedClasses {

  private static final Map<Object, Supplier<? extends Collection<Class<?>>>> OF_RUNNING_PLANS =
      new ConcurrentHashMap<>();

  private PlannedClasses() {}

  static void planStarts(Object plan, Supplier<? extends Collection<Class<?>>> classes) {
    OF_RUNNING_PLANS.put(plan, classes);
  }

  static void planEnds(Object plan) {
    OF_RUNNING_PLANS.remove(plan);
  }

  /** The classes of all running plans; of each plan once, then none. */
  static List<Class<?>> take() {
    List<Class<?>> classes = new ArrayList<>();
    for (Object plan : List.copyOf(OF_RUNNING_PLANS.keySet())) {
      Supplier<? extends Collection<Class<?>>> ofPlan = OF_RUNNING_PLANS.remove(plan);
      if (ofPlan != null) {
        classes.addAll(ofPlan.get());
      }
    }
    return classes;
  }
}
