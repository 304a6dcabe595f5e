package io.trackmemory.tracker.gate;

/** A task that belongs to the ledger that it is assigned to, whichever thread runs it. */
public record ScopedTask(Gate gate, Runnable task) implements Runnable {

  @Override
  public void run() {
    gate.task(this, true);
    try {
      task.run();
    } finally {
      gate.task(this, false);
    }
  }
}
