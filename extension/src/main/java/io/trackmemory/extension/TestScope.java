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
 * @param seen gives what it saw
 */
record TestScope(MemoryScope scope, Supplier<MemorySnapshot> seen) implements MemoryScope {

  /** What the scope sees as it goes on. */
  static TestScope of(MemoryScope scope) {
    return new TestScope(scope, scope::snapshot);
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
    scope.expectCollected(object, why);
  }

  /** Does nothing: the extension closes the scope after all clean-up. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return scope.toString();
  }
}
