package io.trackmemory.extension;

import io.trackmemory.tracker.spi.OnPurpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.AssertionFailedError;

/**
 * An invocation that fails by what TrackMemory threw on purpose and the test let through, as a
 * check fails. JUnit gives up the whole run for an {@code OutOfMemoryError}, and the results of all
 * other tests with it.
 */
record ErrorsOnPurpose<T extends @Nullable Object>(Invocation<T> invocation)
    implements Invocation<T> {

  @Override
  public T proceed() throws Throwable {
    try {
      return invocation.proceed();
    } catch (OutOfMemoryError e) {
      if (OnPurpose.isThrown(e)) {
        throw new AssertionFailedError(e.getMessage(), e);
      }
      throw e;
    }
  }
}
