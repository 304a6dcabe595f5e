package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;

/** An action that has run, and whose work on other threads may go on. Used by one thread. */
interface Running {

  /** What was seen so far, the last time of all once closed. */
  MemorySnapshot seen();

  /** Has checks on leaks compare with what an earlier run of the same action made. */
  void comesAfter(Running earlier);

  /** Looks no longer, and forgets what was seen. */
  void discard();

  /** Looks no longer, whatever goes on. */
  void close();
}
