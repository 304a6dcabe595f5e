package io.trackmemory.extension;

import io.trackmemory.tracker.CannotCertifyException;
import io.trackmemory.tracker.MemoryScope;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.function.Executable;

/**
 * A test, or a class with a limit of its own, in a JVM that cannot be tracked: it runs, fails at
 * its end if it has limits, and says so if it has none. Confined to the thread that runs the test's
 * callbacks.
 */
final class UncertifiedTest implements TestTracking, AutoCloseable, CloseableResource {

  private final ExtensionContext context;
  private final TrackingPlan plan;
  private final String cause;
  private boolean begun;

  UncertifiedTest(ExtensionContext context, TrackingPlan plan, String cause) {
    this.context = context;
    this.plan = plan;
    this.cause = cause;
  }

  @Override
  public void begins() {
    begun = true;
  }

  @Override
  public void runDynamic(Invocation<Void> invocation, Executable executable) throws Throwable {
    begins();
    invocation.proceed();
  }

  @Override
  public MemoryScope scope() {
    throw new CannotCertifyException("memory", cause);
  }

  @Override
  public void close() {
    Optional<Throwable> first = context.getExecutionException();
    if (!begun && first.isEmpty()) {
      return; // disabled
    }
    if (plan.limits().isEmpty()) {
      context.publishReportEntry("trackmemory", "Cannot certify memory: " + cause);
      return;
    }
    String limits = String.join(", ", plan.limits().all());
    Optional<Throwable> ours =
        Judged.uncertified(limits, cause, plan.settings())
            .failure()
            .map(failure -> Failures.pointing(Contexts.testMethod(context), failure));
    Failures.raise(Failures.joining(first, ours));
  }
}
