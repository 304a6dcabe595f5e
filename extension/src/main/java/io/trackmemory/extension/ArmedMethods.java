package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.reflect.Executable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Methods and constructors beside the body that are work of a scope, though another extension may
 * run them itself instead of through our interceptor.
 */
final class ArmedMethods {

  private ArmedMethods() {}

  /**
   * Makes them so; by the thread that runs the callbacks.
   *
   * @return ends it; to be run once, by the same thread
   */
  static Runnable of(MemoryScope scope, Supplier<? extends List<? extends Executable>> methods) {
    try (OwnWork own = OwnWork.begin()) {
      List<? extends Executable> armed = methods.get();
      if (armed.isEmpty()) {
        return () -> {};
      }
      Set<Class<?>> declaring = new LinkedHashSet<>();
      armed.forEach(method -> declaring.add(method.getDeclaringClass()));
      Tracking.prepareTestClasses(declaring);
      BodyRuns runs = Tracking.armMethods(scope, armed);
      return runs::close;
    }
  }
}
