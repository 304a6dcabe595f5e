package io.trackmemory.extension;

import io.trackmemory.tracker.CannotCertifyException;
import io.trackmemory.tracker.MemoryScope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.function.Executable;

/**
 * A test or class that the extension leaves alone.
 *
 * @param cause why it has no scope
 */
record NotTracked(String cause) implements TestTracking {

  @Override
  public void begins() {}

  @Override
  public <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return invocation.proceed();
  }

  @Override
  public void runBody(Invocation<Void> invocation, Method method) throws Throwable {
    invocation.proceed();
  }

  @Override
  public void runDynamic(Invocation<Void> invocation, Executable executable) throws Throwable {
    invocation.proceed();
  }

  @Override
  public MemoryScope scope() {
    throw new CannotCertifyException("memory", cause);
  }
}
