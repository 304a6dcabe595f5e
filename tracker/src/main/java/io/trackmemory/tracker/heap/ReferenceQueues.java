package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.jdk.JdkNames;
import java.lang.Thread.State;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits until what a collection has put into reference queues is worked off: by the JVM's own
 * handler, by the finalizer and by the threads of {@code Cleaner}s. They are known by their stacks,
 * and idle when they wait for the next reference.
 *
 * <p>Any thread may call it. What other threads do with queues of their own is not waited for.
 */
public final class ReferenceQueues {

  private static final long PAUSE_MILLIS = 1;

  private static final Set<String> WORKERS = Set.of(JdkNames.FINALIZER, JdkNames.CLEANER);

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final PhantomReference<Object> sentinel = sentinel(queue);

  private ReferenceQueues() {}

  /** To be called before a collection, and {@link #await} after it. */
  public static ReferenceQueues watch() {
    return new ReferenceQueues();
  }

  /* In a method of its own, so that no frame holds the object when the collection runs. */
  private static PhantomReference<Object> sentinel(ReferenceQueue<Object> queue) {
    return new PhantomReference<>(new Object(), queue);
  }

  /**
   * Waits for the clean-up of what was collected.
   *
   * @param longest how long at most; an interrupt ends the waiting and stays
   */
  public void await(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      if (!longest.isZero() && queue.remove(Math.max(1, longest.toMillis())) == sentinel) {
        awaitWorkers(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /* Idle twice in a row: a thread that was just woken up may not show it yet. */
  private static void awaitWorkers(long deadline) throws InterruptedException {
    int idle = areIdle() ? 1 : 0;
    while (idle < 2 && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      idle = areIdle() ? idle + 1 : 0;
    }
  }

  private static boolean areIdle() {
    return Arrays.stream(allThreads()).allMatch(ReferenceQueues::isIdle);
  }

  private static Thread[] allThreads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    for (ThreadGroup above = group; above != null; above = above.getParent()) {
      group = above;
    }
    Thread[] threads = new Thread[group.activeCount() + 16];
    int size = group.enumerate(threads);
    return Arrays.copyOf(threads, size);
  }

  private static boolean isIdle(Thread thread) {
    if (!thread.isDaemon() || thread == Thread.currentThread()) {
      return true;
    }
    StackTraceElement[] stack = thread.getStackTrace();
    if (hasFrameOf(stack, JdkNames.REFERENCE_HANDLER)) {
      return stack[0].getMethodName().equals(JdkNames.WAITS_FOR_REFERENCES);
    }
    return WORKERS.stream().noneMatch(worker -> hasFrameOf(stack, worker)) || waits(thread, stack);
  }

  private static boolean hasFrameOf(StackTraceElement[] stack, String className) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(className));
  }

  private static boolean waits(Thread thread, StackTraceElement[] stack) {
    State state = thread.getState();
    return (state == State.WAITING || state == State.TIMED_WAITING)
        && Arrays.stream(stack)
            .anyMatch(
                frame ->
                    frame.getClassName().startsWith("java.lang.ref.")
                        && frame.getClassName().endsWith("ReferenceQueue")
                        && frame.getMethodName().startsWith("remove"));
  }
}
