package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.gate.ClassFailure;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Classes loaded before the agent that the JVM does not let change. Often they cannot even be
 * linked, as something is missing that they name (an optional dependency): a class that was never
 * initialised has run no code, and nothing of it is uncounted. Any thread may call it.
 */
final class Refused {

  private record Dormant(WeakReference<Class<?>> type, String reason) {}

  private final Map<String, ClassFailure> ran = new ConcurrentHashMap<>();
  private final Object unsafe;
  private final Method shouldBeInitialized;
  private final Queue<Dormant> dormant = new ConcurrentLinkedQueue<>();

  /**
   * Asks the JVM which of them may have run.
   *
   * @param unsafe the JVM's own
   */
  Refused(Object unsafe) throws NoSuchMethodException {
    this.unsafe = unsafe;
    this.shouldBeInitialized = unsafe.getClass().getMethod("shouldBeInitialized", Class.class);
  }

  void add(Class<?> type, String reason) {
    dormant.add(new Dormant(new WeakReference<>(type), reason));
  }

  /** Classes that may have run uncounted, with the reason; asked when a scope has been run. */
  Map<String, ClassFailure> thatRan() {
    dormant.removeIf(this::isDone);
    return ran;
  }

  private boolean isDone(Dormant each) {
    Class<?> type = each.type().get();
    if (type == null) {
      return true;
    }
    boolean initialized = isInitialized(type);
    if (initialized) {
      ran.put(type.getName(), ClassFailure.excludable(each.reason()));
    }
    return initialized;
  }

  boolean isInitialized(Class<?> type) {
    try {
      return !(boolean) shouldBeInitialized.invoke(unsafe, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JVM must say whether " + type + " is initialised", e);
    }
  }
}
