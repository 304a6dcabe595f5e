package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Leads from our interceptor to the body of a test method. What JUnit and interceptors registered
 * after ours make on the way (and may keep, such as JUnit's own check of argument counts, in the
 * engine's store) is not the test's: this class is prepared as if it were a test class, so that its
 * call into JUnit is test code, which is neither counted nor followed, but hands threads and tasks
 * over. The body itself, which is a scope of its own, leaves that span.
 */
final class WayToBody {

  private WayToBody() {}

  /** Marks the call; once, in own work, before the first body. */
  static void prepare() {
    Tracking.DOOR.prepareTestClasses(List.of(WayToBody.class));
  }

  static <T extends @Nullable Object> T proceed(Invocation<T> invocation) throws Throwable {
    try {
      return invocation.proceed();
    } catch (Throwable e) {
      throw e; // the span ends where a handler begins
    }
  }
}
