package io.trackmemory.tracker.hook;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Methods of one test whose runs are work of its scope. Immutable; what it calls is called by the
 * thread that runs the method, in own work.
 */
public final class ArmedMethods {

  final ScopeLedger scope;
  private final int[] methods;
  final boolean body;
  final Thread thread = Thread.currentThread();
  final Supplier<Object> onBegin;
  final Consumer<Object> onEnd;
  final Runnable onStray;

  /**
   * Those that {@link Bodies#arm} makes work of {@code scope}.
   *
   * @param scope scope of the test, which this thread works for or runs the callbacks of
   * @param methods by number
   * @param body whether each run is to be told apart; else only what would belong to nobody matters
   * @param onBegin gives the ledger of a run that begins
   * @param onEnd is given the ledger of a run that has ended
   * @param onStray a run began that may have been of this test or of another one
   */
  public ArmedMethods(
      ScopeLedger scope,
      int[] methods,
      boolean body,
      Supplier<Object> onBegin,
      Consumer<Object> onEnd,
      Runnable onStray) {
    this.scope = scope;
    this.methods = methods;
    this.body = body;
    this.onBegin = onBegin;
    this.onEnd = onEnd;
    this.onStray = onStray;
  }

  boolean has(int method) {
    for (int each : methods) {
      if (each == method) {
        return true;
      }
    }
    return false;
  }
}
