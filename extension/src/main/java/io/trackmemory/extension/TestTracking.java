package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.function.Executable;

/** What happens around the user's methods of one test, or of one class outside its tests. */
interface TestTracking {

  /** Notes that JUnit runs it, and has not disabled it after it made the test instance. */
  default void begins() {}

  /** The body of the test may run from now on, whoever runs it. */
  default void beforeBody(Method method) {}

  /** It may not any more; throws what is wrong with it and was not told. */
  default void afterBody() {}

  /** Runs a method of the user that is not the test's body. */
  default <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return invocation.proceed();
  }

  /** Runs the test method and judges its body. */
  default void runBody(Invocation<Void> invocation, Method method) throws Throwable {
    run(invocation);
  }

  /** Runs a dynamic test and judges it. */
  default void runDynamic(Invocation<Void> invocation, Executable executable) throws Throwable {
    run(invocation);
  }

  /**
   * The scope that the user's methods may ask for.
   *
   * @throws io.trackmemory.tracker.CannotCertifyException if there is none
   */
  MemoryScope scope();
}
