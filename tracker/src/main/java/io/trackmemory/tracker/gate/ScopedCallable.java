package io.trackmemory.tracker.gate;

import java.util.concurrent.Callable;

/** Like {@link ScopedTask}, with a result. */
public record ScopedCallable<T>(Gate gate, Callable<T> task) implements Callable<T> {

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
