package io.trackmemory.tracker.record;

/** A task that belongs to a ledger, whichever thread runs it. */
record ScopedTask(Gate gate, Object ledger, Runnable task) implements Runnable {

  @Override
  public void run() {
    Object token = new Object();
    gate.enter(ledger, token);
    try {
      task.run();
    } finally {
      gate.leave(token);
    }
  }
}
