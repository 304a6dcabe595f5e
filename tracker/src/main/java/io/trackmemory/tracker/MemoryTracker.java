package io.trackmemory.tracker;

import io.trackmemory.tracker.base.Behind;
import io.trackmemory.tracker.base.Entrance;

/**
 * Measures memory, with or without JUnit. The first measurement attaches the agent, which takes
 * about a second; any thread may call any method.
 */
public final class MemoryTracker {

  @SuppressWarnings("unchecked") // there is one, for the types of this face
  private static final Entrance<ThrowingRunnable, MemoryScope, MemorySnapshot, JvmSnapshot>
      ENTRANCE = Behind.as(Entrance.class);

  private MemoryTracker() {}

  /**
   * Runs {@code action} once, in this thread, and tells what it allocated, with the work that it
   * handed to other threads: that is waited for, {@code trackmemory.leaks.settle} at most. What the
   * action throws passes through unchanged.
   *
   * @throws IllegalArgumentException if {@code action} is null
   * @throws CannotCertifyException if this JVM cannot be tracked
   */
  public static MemorySnapshot measure(ThrowingRunnable action) {
    return ENTRANCE.measure(notNull(action));
  }

  /**
   * Like {@link #measure}, but follows no object: for large work, which takes less time and no
   * memory for each object so, and of which the JIT compiler removes what it can. Counts, bytes,
   * sites and first use are the same; {@link MemorySnapshot#leaks()} cannot be certified, and
   * {@link MemorySnapshot#peak()} lies anywhere between the largest object and all bytes.
   *
   * @throws IllegalArgumentException if {@code action} is null
   * @throws CannotCertifyException if this JVM cannot be tracked
   */
  public static MemorySnapshot count(ThrowingRunnable action) {
    return ENTRANCE.count(notNull(action));
  }

  private static ThrowingRunnable notNull(ThrowingRunnable action) {
    if (action == null) {
      throw new IllegalArgumentException("action must not be null");
    }
    return action;
  }

  /**
   * Opens a scope for this thread and the work it starts. Close it in the same thread.
   *
   * @throws CannotCertifyException if this JVM cannot be tracked
   */
  public static MemoryScope open() {
    return ENTRANCE.open(false);
  }

  /**
   * Opens a scope that counts and follows no object, as {@link #count} does. Close it in the same
   * thread.
   *
   * @throws CannotCertifyException if this JVM cannot be tracked
   */
  public static MemoryScope openCounting() {
    return ENTRANCE.openCounting();
  }

  /**
   * Opens a scope that sees what every thread does until it is closed, whoever handed it the work:
   * counts, bytes and leaks. Call stacks are sampled of this thread and its work only, and so are
   * {@link MemorySnapshot#jvmAllocatedBytes()} and {@link MemorySnapshot#coverage()}. Scopes that
   * other threads open meanwhile are parts of it; beside one that was open already nothing can be
   * certified. Close it in the same thread.
   *
   * @throws CannotCertifyException if this JVM cannot be tracked
   */
  public static MemoryScope openForAllThreads() {
    return ENTRANCE.open(true);
  }

  /**
   * Memory and load of this JVM as a whole, now: heap, buffers, process, machine, processors,
   * threads, garbage collection. Needs no agent and attaches none; read within a scope, nothing of
   * it is counted. It collects no garbage.
   *
   * <p>Costs about 0.3 ms of CPU time and 220 KiB of garbage, once warm, on Linux; most of it is
   * the JDK's own look at a container's limits. The first call loads classes: about 0.1 s.
   */
  public static JvmSnapshot jvm() {
    return ENTRANCE.jvm();
  }
}
