package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.AllocationSite;

/**
 * The user's own code that a thread ran for no scope while something was measured: what it made is
 * in no check of that.
 *
 * @param threadName the thread's name; that of all that have ended is one
 * @param threadId the thread's identifier
 * @param line the line of it that made most
 * @param count objects that the thread made meanwhile
 * @param bytes their bytes
 */
public record ForeignCode(
    String threadName, long threadId, AllocationSite line, long count, long bytes) {

  /** What becomes of a check that passes although there is some. */
  public enum Treatment {
    /** It passes, with a warning. */
    WARN,
    /** It cannot be certified. */
    FAIL,
    /** Nothing. */
    IGNORE
  }
}
