package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.base.OwnSpan;

/**
 * A span of TrackMemory's own work, kept out of every count, of whatever scope. Spans nest. Use
 * with {@code try}-with-resources, in one thread.
 */
public final class OwnWork implements AutoCloseable {

  private static final OwnWork SPAN = new OwnWork();

  private OwnWork() {}

  /** Begins a span; allocates nothing. */
  @SuppressWarnings("resource") // ended by close()
  public static OwnWork begin() {
    OwnSpan.begin();
    return SPAN;
  }

  /** Ends the innermost span. */
  @Override
  public void close() {
    OwnSpan.end();
  }
}
