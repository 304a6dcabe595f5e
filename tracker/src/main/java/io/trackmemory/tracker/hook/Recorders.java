package io.trackmemory.tracker.hook;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The recorders of all threads, and what could not be recorded. Any thread may call it.
 *
 * <p>A table is read by index of the thread's identifier; a slot may hold the recorder of another
 * thread, which the owner tells, and is then looked up and written again (racy, benign).
 */
public final class Recorders {

  private static final int SLOTS = 1 << 12;
  private static final @Nullable ThreadRecorder[] TABLE = new ThreadRecorder[SLOTS];
  private static final ConcurrentHashMap<Long, ThreadRecorder> ALL = new ConcurrentHashMap<>();
  private static final AtomicLong LOST = new AtomicLong();
  private static volatile String lastLoss = "";

  private Recorders() {}

  /** Recorder of this thread, made if there is none; null only if memory or stack ran out. */
  public static @Nullable ThreadRecorder current() {
    Thread thread = Thread.currentThread();
    ThreadRecorder recorder = TABLE[(int) threadId(thread) & (SLOTS - 1)];
    return recorder != null && recorder.owner == thread ? recorder : find(thread, true);
  }

  /** Recorder of this thread, if it has one. */
  static @Nullable ThreadRecorder peek() {
    Thread thread = Thread.currentThread();
    ThreadRecorder recorder = TABLE[(int) threadId(thread) & (SLOTS - 1)];
    return recorder != null && recorder.owner == thread ? recorder : find(thread, false);
  }

  /* Replaced when defined in java.lang: reads the identifier without calling what users override. */
  @SuppressWarnings("deprecation")
  private static long threadId(Thread thread) {
    return thread.getId();
  }

  private static @Nullable ThreadRecorder find(Thread thread, boolean create) {
    long id = threadId(thread);
    int slot = (int) id & (SLOTS - 1);
    ThreadRecorder recorder = null;
    try {
      recorder = ALL.get(id);
      if (recorder != null) {
        TABLE[slot] = recorder;
      } else if (create) {
        recorder = new ThreadRecorder(thread, id);
        TABLE[slot] = recorder; // before anything that allocates: it is found, and off
        register(recorder);
      }
      return recorder;
    } catch (Throwable e) {
      lose(e);
      return recorder;
    }
  }

  private static void register(ThreadRecorder recorder) {
    if (ALL.size() >= SLOTS && (recorder.ownerId & 255) == 0) {
      for (ThreadRecorder each : ALL.values()) {
        if (!each.owner.isAlive()) {
          each.fold();
        }
      }
    }
    ALL.put(recorder.ownerId, recorder);
    recorder.begin();
  }

  static boolean remove(ThreadRecorder recorder) {
    return ALL.remove(recorder.ownerId, recorder);
  }

  /** The thread ends. */
  static void retire(Thread thread) {
    ThreadRecorder recorder = find(thread, false);
    if (recorder != null) {
      try {
        recorder.beginOwn();
        recorder.fold();
        TABLE[(int) recorder.ownerId & (SLOTS - 1)] = null;
      } catch (Throwable e) {
        lose(e);
      }
    }
  }

  public static Iterable<ThreadRecorder> all() {
    return ALL.values();
  }

  /** Events that could not be recorded since the JVM started, for want of memory or stack. */
  public static long lost() {
    return LOST.get();
  }

  /** What kept the last event from being recorded, in words. */
  public static String lastLoss() {
    return lastLoss;
  }

  static void lose(Throwable cause) {
    LOST.incrementAndGet();
    lastLoss = cause.getClass().getName();
  }
}
