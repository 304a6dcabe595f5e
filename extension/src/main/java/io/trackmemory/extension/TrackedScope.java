package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.reflect.Executable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * What tests and classes that are tracked have in common. The user's methods run in a scope, also
 * where another extension runs them itself instead of through our interceptor; when JUnit closes
 * this value, what is wrong joins what JUnit knows to be wrong. Confined to the thread that runs
 * the callbacks, but for the methods that run the user's code.
 */
abstract class TrackedScope implements TestTracking, AutoCloseable, CloseableResource {

  private final ExtensionContext context;
  private final GatedScope scope;
  private Runnable disarm = () -> {};

  TrackedScope(ExtensionContext context, GatedScope scope) {
    this.context = context;
    this.scope = scope;
  }

  final ExtensionContext context() {
    return context;
  }

  /** The scope in which the user's methods run. */
  final GatedScope gated() {
    return scope;
  }

  /** Makes methods and constructors beside the body work of the scope, whoever runs them. */
  final void arm(Supplier<? extends List<? extends Executable>> methods) {
    try (OwnWork own = OwnWork.begin()) {
      List<? extends Executable> armed = methods.get();
      if (armed.isEmpty()) {
        return;
      }
      Set<Class<?>> declaring = new LinkedHashSet<>();
      armed.forEach(method -> declaring.add(method.getDeclaringClass()));
      Tracking.DOOR.prepareTestClasses(declaring);
      BodyRuns runs = Tracking.DOOR.armMethods(scope.scope(), armed);
      Runnable before = disarm;
      disarm =
          () -> {
            before.run();
            runs.close();
          };
    }
  }

  @Override
  public <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return scope.run(invocation);
  }

  @Override
  public MemoryScope scope() {
    return scope.view();
  }

  @Override
  public final void close() {
    disarm.run();
    close(failure());
  }

  /** How it failed, if it has. */
  Optional<Throwable> failure() {
    return context.getExecutionException();
  }

  /** Judges what is left to judge, and closes what is open. */
  abstract void close(Optional<Throwable> first);

  /** Ours, pointing to the test's method; to that of a class as a whole there is none. */
  final Throwable pointing(Throwable ours) {
    return Failures.pointing(Contexts.testMethod(context), ours);
  }

  /** Our failure, if there is none of its own; else ours is suppressed in that. */
  final Optional<Throwable> joining(Optional<Throwable> first, Optional<Throwable> ours) {
    return Failures.joining(first, ours.map(this::pointing));
  }

  /** Writes the page of what has ended, and fails it if it has not failed by itself. */
  final void conclude(Optional<Throwable> first, Ending ending, TestPage page) {
    Optional<Throwable> ours;
    try (OwnWork own = OwnWork.begin()) {
      ours = joining(first, ending.failure());
      page.write(first.or(() -> ours), ending);
    }
    Failures.raise(ours);
  }
}
