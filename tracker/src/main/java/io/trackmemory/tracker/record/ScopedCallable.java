package io.trackmemory.tracker.record;

import java.util.concurrent.Callable;

/** Like {@link ScopedTask}, with a result. */
record ScopedCallable<T>(Gate gate, Callable<T> task) implements Callable<T> {

  @Override
  public T call() throws Exception {
    gate.task(this, true);
    try {
      return task.call();
    } finally {
      gate.task(this, false);
    }
  }
}
