package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The scope that a test gets as a parameter: its own, whose end is not the test's to choose.
 *
 * @param scope the scope itself
 * @param judged the scope that is judged for leaks: itself, or one around it
 * @param seen gives what it saw
 */
record TestScope(MemoryScope scope, MemoryScope judged, Supplier<MemorySnapshot> seen)
    implements MemoryScope {

  /** What the scope sees as it goes on. */
  static TestScope of(MemoryScope scope, MemoryScope judged) {
    return new TestScope(scope, judged, scope::snapshot);
  }

  /** What the scope saw up to now, for its judgement. */
  static TestScope at(MemoryScope scope, MemorySnapshot snapshot) {
    return new TestScope(scope, scope, () -> snapshot);
  }

  @Override
  public MemorySnapshot snapshot() {
    return seen.get();
  }

  @Override
  public void checkpoint(String name) {
    scope.checkpoint(name);
  }

  @Override
  public Pause pause() {
    return scope.pause();
  }

  @Override
  public void resume() {
    scope.resume();
  }

  @Override
  public Runnable wrap(Runnable task) {
    return scope.wrap(task);
  }

  @Override
  public <T> Callable<T> wrap(Callable<T> task) {
    return scope.wrap(task);
  }

  @Override
  public Executor wrap(Executor executor) {
    return scope.wrap(executor);
  }

  @Override
  public void expectCollected(Object object, String why) {
    judged.expectCollected(object, why);
  }

  /** Does nothing: the extension closes the scope after all clean-up. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return scope.toString();
  }
}
