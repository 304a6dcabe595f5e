package io.trackmemory.suites;

import io.trackmemory.tracker.spi.Tracking;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Counts the tests that run in a scope: a suite that was not tracked shows nothing. JUnit finds it
 * only where it looks for extensions, in tracked runs. Any thread may call it.
 */
public final class ScopeCheck implements InvocationInterceptor {

  private static final AtomicLong IN_SCOPE = new AtomicLong();

  /** For JUnit. */
  public ScopeCheck() {}

  static long testsInScope() {
    return IN_SCOPE.get();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    count(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    count(invocation);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
      throws Throwable {
    count(invocation);
  }

  private static void count(Invocation<Void> invocation) throws Throwable {
    if (Tracking.DOOR.currentScope().isPresent()) {
      IN_SCOPE.incrementAndGet();
    }
    invocation.proceed();
  }
}
