package io.trackmemory.tracker.hook;

/** Writes events each of whose parts tells which one it is. */
public final class RingWorker {

  /** What is written. */
  public final EventRing ring;

  /** Creates a ring with events from 0 on. */
  public RingWorker(int max, int events) {
    ring = new EventRing(max);
    for (int i = 0; i < events; i++) {
      add(i);
    }
  }

  /** Adds an event. */
  public void add(int event) {
    ring.add(event, event, event, event);
  }
}
