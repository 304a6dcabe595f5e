package io.trackmemory.tracker.heap;

/** Thrown where a heap is too large to be searched within the bounds, or of an unknown JDK. */
final class BoundExceededException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says why, and what to do, without a final full stop. */
  BoundExceededException(String causeAndAdvice) {
    super(causeAndAdvice);
  }
}
