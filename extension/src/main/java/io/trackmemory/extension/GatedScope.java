package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * A scope that sees the user's methods only, in one of two ways. One is open in the thread that
 * runs the callbacks, and paused while JUnit and other extensions work between the user's methods.
 * One inside another scope, which may have been opened by another thread, is in no thread at all:
 * it is entered for each of the methods.
 *
 * <p>Opened, used and closed by the thread that runs the callbacks; {@link #run} and {@link #judge}
 * may be called by any thread, as {@code @Timeout} may run a method in another one.
 */
final class GatedScope {

  private final @Nullable Thread owner;
  private final ScopeOptions options;
  private final MemoryScope scope;
  private final TestScope view;
  private MemoryScope.Pause pause;

  /* The scope begins here: what would come before its pause would be counted. */
  private GatedScope(ScopeOptions options) {
    this.owner = Thread.currentThread();
    this.options = options;
    this.scope = Tracking.DOOR.open(options);
    this.pause = scope.pause();
    this.view = TestScope.of(scope, scope);
  }

  private GatedScope(ScopeOptions options, MemoryScope scope, Optional<MemoryScope> judged) {
    this.owner = null;
    this.options = options;
    this.scope = scope;
    this.pause = () -> {};
    this.view = TestScope.of(scope, judged.orElse(scope));
  }

  /**
   * Opens a scope in this thread, paused. To be called, like {@link #close}, outside any span of
   * own work: a scope brings back, as it ends, the spans that were open when it began.
   */
  static GatedScope open(ScopeOptions options) {
    return new GatedScope(options);
  }

  /**
   * Opens a scope in no thread, inside {@code around} if that is there.
   *
   * @param judged the scope to be judged for leaks instead of this one
   */
  static GatedScope openApart(
      ScopeOptions options, Optional<MemoryScope> around, Optional<MemoryScope> judged) {
    return new GatedScope(options, Tracking.DOOR.openApart(options, around), judged);
  }

  /** The scope itself. */
  MemoryScope scope() {
    return scope;
  }

  /** The scope for the user, always the same. */
  MemoryScope view() {
    return view;
  }

  /** How it was opened. */
  ScopeOptions options() {
    return options;
  }

  /** Runs one of the user's methods in the scope. What it throws passes through unchanged. */
  <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    return Thread.currentThread() == owner ? resumed(invocation) : entered(invocation);
  }

  /** Runs a method or constructor that has been armed: what is on the way to it is not its own. */
  <T extends @Nullable Object> T runArmed(Invocation<T> invocation) throws Throwable {
    return run(() -> WayToBody.proceed(invocation));
  }

  /** Runs work as one of the user's methods. */
  void runWork(Runnable work) {
    try {
      run(
          () -> {
            work.run();
            return null;
          });
    } catch (Throwable failure) {
      throw Failures.<RuntimeException>thrown(failure);
    }
  }

  /** Does own work as part of the scope's, so that a verdict finds its test. */
  <T> T judge(Supplier<T> work) {
    return Thread.currentThread() == owner ? ownWork(work) : judgeIn(scope, work);
  }

  /** Does own work as part of that of any scope. */
  static <T> T judgeIn(MemoryScope scope, Supplier<T> work) {
    return Tracking.DOOR.within(scope, () -> ownWork(work));
  }

  /** Closes it; what its work handed over was waited for where something is judged. */
  void close() {
    Tracking.DOOR.end(scope);
  }

  /** Closes it where nobody will ask what it saw. */
  void discard() {
    Tracking.DOOR.discard(scope);
  }

  private static <T> T ownWork(Supplier<T> work) {
    try (OwnWork own = OwnWork.begin()) {
      return work.get();
    }
  }

  private <T extends @Nullable Object> T resumed(Invocation<T> invocation) throws Throwable {
    pause.close();
    try {
      return invocation.proceed();
    } finally {
      pause = scope.pause();
    }
  }

  private <T extends @Nullable Object> T entered(Invocation<T> invocation) throws Throwable {
    Callable<T> work =
        () -> {
          try {
            return invocation.proceed();
          } catch (Throwable failure) {
            throw Failures.<RuntimeException>thrown(failure);
          }
        };
    return Tracking.DOOR.within(scope, work);
  }
}
