package io.trackmemory.tracker;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * A stretch of work whose memory is tracked: that of the thread that opened it and of the threads
 * and tasks that this work starts. Scopes nest; what an inner scope sees, the outer one sees too.
 *
 * <p>{@link #close()}, {@link #pause()} and {@link #resume()} belong to the thread that opened the
 * scope; the other methods may be called by any thread.
 */
public interface MemoryScope extends AutoCloseable {

  /** What was seen so far; after {@link #close()}, what was seen until then. */
  MemorySnapshot snapshot();

  /**
   * Marks a moment.
   *
   * @throws IllegalArgumentException if {@code name} is null, blank or already used in this scope
   */
  void checkpoint(String name);

  /**
   * Stops tracking in this thread until the returned pause is closed or {@link #resume()} is
   * called. A scope that is already paused stays so.
   */
  Pause pause();

  /** Goes on tracking in this thread; does nothing if the scope is not paused. */
  void resume();

  /** A task that belongs to this scope, whichever thread runs it. */
  Runnable wrap(Runnable task);

  /** A task that belongs to this scope, whichever thread runs it. */
  <T> Callable<T> wrap(Callable<T> task);

  /** An executor all of whose tasks belong to this scope. */
  Executor wrap(Executor executor);

  /**
   * States that {@code object} must be gone when this scope is judged for leaks, wherever it was
   * allocated.
   *
   * @param why why it must be gone, for the failure message
   * @throws IllegalStateException if nothing could judge that: the scope only counts, as that of a
   *     test without a limit on leaks
   */
  void expectCollected(Object object, String why);

  /**
   * Ends the scope; closing it again does nothing. Waits for work that it handed over and that has
   * not ended, {@code trackmemory.leaks.settle} at most, so that what this makes is seen.
   */
  @Override
  void close();

  /** A stretch of work that is not tracked. */
  @FunctionalInterface
  interface Pause extends AutoCloseable {

    /** Goes on tracking; closing it again does nothing. */
    @Override
    void close();
  }
}
