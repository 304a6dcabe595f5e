package io.trackmemory.tracker.leak;

/** Thrown where a heap is too large to be searched within the bounds. */
final class BoundExceededException extends Exception {

  private static final long serialVersionUID = 1L;

  BoundExceededException(String message) {
    super(message);
  }
}
