package io.trackmemory.tracker.base;

import java.util.function.IntConsumer;

/**
 * A span of TrackMemory's own work, kept out of every count, of whatever scope. Spans nest. Use
 * with {@code try}-with-resources, in one thread. Before the recorder is there, nothing counts and
 * a span does nothing.
 */
public final class OwnSpan implements AutoCloseable {

  private static final OwnSpan SPAN = new OwnSpan();

  private static volatile IntConsumer marker = change -> {};

  private OwnSpan() {}

  /**
   * Says who marks spans of the thread that calls it; once, as the recorder begins.
   *
   * @param recorder takes 1 where a span begins and -1 where it ends
   */
  public static void markedBy(IntConsumer recorder) {
    marker = recorder;
  }

  /** Begins a span; allocates nothing. */
  public static OwnSpan begin() {
    marker.accept(1);
    return SPAN;
  }

  /** Ends the innermost span. */
  public static void end() {
    marker.accept(-1);
  }

  @Override
  public void close() {
    end();
  }
}
