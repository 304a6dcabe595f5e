package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.jdk.JdkWork;
import io.trackmemory.tracker.site.SiteTable;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Tells a library's threads, and loops that it runs in the threads of others, that wait for tasks
 * from those whose work goes on: no code of users is on their stack. In own work; any thread.
 */
public final class Workers {

  /* What the recorder and its gate are called where they run. */
  private static final String RECORDER = "java.lang.TrackMemory";
  private static final String OWN = "io.trackmemory.tracker.gate.";

  /* Native methods in which an event loop waits, of the JDK and of Netty. */
  private static final Set<String> SELECTING =
      Set.of(
          "wait",
          "wait0",
          "poll",
          "poll0",
          "epollWait",
          "epollWait0",
          "keventWait",
          "ioUringEnter");

  /* Waits for one socket, as blocking calls do. */
  private static final String SOCKET = "sun.nio.ch.Net";

  /* What threads run that have served tasks. */
  private static final Map<Class<?>, Boolean> SERVED = new WeakHashMap<>();

  private Workers() {}

  /**
   * Whether no code of users has led this thread to the task that it begins.
   *
   * @param task whose own method may be running already
   */
  public static boolean isServing(SiteTable sites, Object task) {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    int at = 0;
    while (at < stack.length && isOurs(stack[at].getClassName())) {
      at++;
    }
    if (at < stack.length && isOf(task.getClass(), stack[at].getClassName())) {
      at++;
    }
    if (hasUsersCode(sites, stack, at)) {
      return false;
    }
    synchronized (SERVED) {
      SERVED.put(JdkWork.body(Thread.currentThread()).getClass(), true);
    }
    return true;
  }

  /** Whether a thread is one of those of which another has served tasks. */
  public static boolean hasServed(Object task) {
    if (!(task instanceof Thread thread)) {
      return false;
    }
    synchronized (SERVED) {
      return SERVED.containsKey(JdkWork.body(thread).getClass());
    }
  }

  private static boolean isOurs(String className) {
    return className.startsWith(RECORDER) || className.startsWith(OWN);
  }

  private static boolean isOf(Class<?> type, String className) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().equals(className)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUsersCode(SiteTable sites, StackTraceElement[] stack, int from) {
    for (int i = from; i < stack.length; i++) {
      if (sites.origin(stack[i].getClassName()) == Origin.USER) {
        return true;
      }
    }
    return false;
  }

  /** Whether a thread, or a task that it runs, is a library's that waits, and nothing else. */
  public static boolean isIdle(SiteTable sites, Object task, Thread thread) {
    Object body = task instanceof Thread started ? JdkWork.body(started) : task;
    if (!JdkWork.isOfChannels(body) && sites.origin(writtenIn(body.getClass())) != Origin.LIBRARY) {
      return false;
    }
    boolean waited = isWaiting(thread.getState());
    StackTraceElement[] stack = thread.getStackTrace();
    boolean waits = waited && isWaiting(thread.getState()); // all the time
    return stack.length > 0 && (waits || isSelecting(stack[0])) && !hasUsersCode(sites, stack, 0);
  }

  /* Of a lambda the class that has its code. */
  private static String writtenIn(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda);
  }

  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private static boolean isSelecting(StackTraceElement top) {
    return top.isNativeMethod()
        && SELECTING.contains(top.getMethodName())
        && !top.getClassName().equals(SOCKET);
  }
}
