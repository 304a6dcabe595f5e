package io.trackmemory.tracker.leak;

import java.time.Duration;

/** A moment after which a search gives up. */
final class Deadline {

  private final Duration limit;
  private final long start = System.nanoTime();

  private Deadline(Duration limit) {
    this.limit = limit;
  }

  static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  boolean isPast() {
    return System.nanoTime() - start > limit.toNanos();
  }

  void check() throws BoundExceededException {
    if (isPast()) {
      throw new BoundExceededException(
          "reading the heap dump took longer than "
              + limit.toSeconds()
              + " s; test with less live data");
    }
  }
}
