package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * A scope that sees the user's methods only: it is paused while JUnit and other extensions work
 * between them. Opened, used and closed by the thread that runs the test's callbacks; {@link #run}
 * may be called by any thread, as {@code @Timeout} may run a method in another one.
 */
final class GatedScope {

  private final Thread owner = Thread.currentThread();
  private final MemoryScope scope;
  private final TestScope view;
  private MemoryScope.Pause pause;

  private GatedScope(MemoryScope scope) {
    this.scope = scope;
    this.pause = scope.pause(); // before anything that would be counted
    this.view = TestScope.of(scope);
  }

  /**
   * Opens the scope, paused. To be called, like {@link #close}, outside any span of own work: a
   * scope brings back, as it ends, the spans that were open when it began.
   */
  static GatedScope open(ScopeOptions options) {
    return new GatedScope(Tracking.open(options));
  }

  /** The scope itself. */
  MemoryScope scope() {
    return scope;
  }

  /** The scope for the user, always the same. */
  MemoryScope view() {
    return view;
  }

  /** Runs one of the user's methods in the scope. What it throws passes through unchanged. */
  <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return Thread.currentThread() == owner ? resumed(invocation) : handedOver(invocation);
  }

  /** Runs work of ours as part of the scope's, so that a verdict finds its test. */
  void judge(Runnable work) {
    if (Thread.currentThread() == owner) {
      work.run();
    } else {
      scope.wrap(work).run();
    }
  }

  void close() {
    scope.close();
  }

  /** Closes it where nobody will ask what it saw. */
  void discard() {
    Tracking.discard(scope);
  }

  private <T extends @Nullable Object> T resumed(Invocation<T> invocation) throws Throwable {
    pause.close();
    try {
      return invocation.proceed();
    } finally {
      pause = scope.pause();
    }
  }

  private <T extends @Nullable Object> T handedOver(Invocation<T> invocation) throws Throwable {
    Callable<T> task =
        () -> {
          try {
            return invocation.proceed();
          } catch (Throwable failure) {
            throw Failures.<RuntimeException>thrown(failure);
          }
        };
    return scope.wrap(task).call();
  }
}
