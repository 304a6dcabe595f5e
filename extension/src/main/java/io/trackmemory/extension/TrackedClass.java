package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.function.Executable;

/**
 * The class's own scope: what its {@code @BeforeAll} and {@code @AfterAll} methods do, and with one
 * instance for all tests its constructor; its tests have scopes of their own. Confined to the
 * thread that runs the class's callbacks.
 */
final class TrackedClass implements TestTracking, AutoCloseable, CloseableResource {

  private final ExtensionContext context;
  private final GatedScope scope;
  private Runnable methodsEnd = () -> {};

  TrackedClass(ExtensionContext context, GatedScope scope) {
    this.context = context;
    this.scope = scope;
  }

  @Override
  public void begins() {
    methodsEnd = ArmedMethods.of(scope.scope(), () -> LifecycleMethods.ofClass(context));
  }

  @Override
  public <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return scope.run(invocation);
  }

  @Override
  public void runBody(Invocation<Void> invocation, Method method) throws Throwable {
    scope.run(invocation);
  }

  @Override
  public void runDynamic(Invocation<Void> invocation, Executable executable) throws Throwable {
    scope.run(invocation);
  }

  @Override
  public MemoryScope scope() {
    return scope.view();
  }

  @Override
  public void close() {
    methodsEnd.run();
    Optional<Throwable> first = context.getExecutionException();
    Optional<Throwable> ours =
        scope.judge(
            () ->
                first.filter(Failures::isAborting).isPresent()
                    ? Optional.empty()
                    : Failures.joined(Failures.pending(scope.scope())));
    scope.close();
    Failures.raise(
        Failures.joining(first, ours.map(each -> Failures.pointing(Optional.empty(), each))));
  }
}
