package io.trackmemory.tracker.jdk;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells threads and tasks of the JDK's own from the user's work, and when a task is due. Where a
 * JDK hides a field that it reads, a thread or task is taken for the user's work. Any thread may
 * call it.
 */
public final class JdkWork {

  /** Long after any deadline. */
  static final long NEVER = Long.MAX_VALUE;

  /* The threads that run a user's tasks as virtual threads are the tasks. */
  private static final Set<String> VIRTUAL =
      Set.of("java.lang.VirtualThread", "java.lang.ThreadBuilders$BoundVirtualThread");

  /* What a thread of a pool runs all its life. */
  private static final Set<String> WORKERS =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor$Worker",
          "java.util.concurrent.Executors$PrivilegedThreadFactory$1");

  /* Waits for the end of a process, as long as that takes. */
  private static final String PROCESSES = "java.lang.ProcessHandleImpl$";

  private static final String CHANNELS = "sun.nio.ch.";

  private static final int CANCELLED = 3; // TimerTask.CANCELLED

  private static final @Nullable Field TARGET = field(Thread.class, "target");
  private static final @Nullable Field HOLDER = field(Thread.class, "holder");
  private static final @Nullable Field TASK =
      HOLDER == null ? null : field(HOLDER.getType(), "task");
  private static final @Nullable Field DUE = field(TimerTask.class, "nextExecutionTime");
  private static final @Nullable Field STATE = field(TimerTask.class, "state");

  private JdkWork() {}

  private static @Nullable Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // another JDK, or not opened
    }
  }

  private static @Nullable Object read(@Nullable Field field, @Nullable Object of) {
    try {
      return field == null || of == null ? null : field.get(of);
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  /** Whether a thread or task serves the JDK itself, or runs tasks of whoever has some. */
  public static boolean isOwn(Object task) {
    if (task instanceof Thread thread) {
      return isServing(thread);
    }
    return task.getClass().getName().startsWith(PROCESSES)
        || (task instanceof TimerTask && isOfTheJdk(task.getClass()));
  }

  /** Whether it is a loop in which a thread waits for what channels have done. */
  public static boolean isOfChannels(Object task) {
    return task.getClass().getName().startsWith(CHANNELS);
  }

  private static boolean isServing(Thread thread) {
    Class<?> type = thread.getClass();
    if (thread instanceof ForkJoinWorkerThread) {
      return true;
    }
    if (type != Thread.class && isOfTheJdk(type)) {
      return !VIRTUAL.contains(type.getName());
    }
    Object target = body(thread);
    return target != thread && isServing(target);
  }

  /** What a thread runs: its target; itself if it has none. */
  public static Object body(Thread thread) {
    Object target = read(TARGET, thread);
    if (target == null) {
      target = read(TASK, read(HOLDER, thread));
    }
    return target == null ? thread : target;
  }

  /* Of java.util.concurrent some targets are the user's work: a FutureTask for one. */
  private static boolean isServing(Object target) {
    String name = target.getClass().getName();
    return WORKERS.contains(name)
        || (isOfTheJdk(target.getClass())
            && !name.startsWith("java.")
            && !(target instanceof Future)
            && !(target instanceof AsynchronousCompletionTask));
  }

  public static boolean isOfTheJdk(Class<?> type) {
    Module module = type.getModule();
    return module.isNamed()
        && module.getLayer() == ModuleLayer.boot()
        && (module.getName().startsWith("java.") || module.getName().startsWith("jdk."));
  }

  /** Nanoseconds until a task is due, zero or less if it is. */
  public static long nanosUntil(Object task) {
    if (task instanceof Delayed delayed) {
      return delayed.getDelay(TimeUnit.NANOSECONDS);
    }
    if (task instanceof TimerTask && read(DUE, task) instanceof Long due) {
      return Integer.valueOf(CANCELLED).equals(read(STATE, task))
          ? NEVER
          : TimeUnit.MILLISECONDS.toNanos(due - System.currentTimeMillis());
    }
    return 0;
  }
}
