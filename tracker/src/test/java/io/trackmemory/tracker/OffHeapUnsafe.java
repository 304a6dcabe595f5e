package io.trackmemory.tracker;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** {@code sun.misc.Unsafe}, called as libraries call it that are built against many versions. */
final class OffHeapUnsafe {

  private static final Object UNSAFE;
  private static final Method ALLOCATE;
  private static final Method REALLOCATE;
  private static final Method FREE;

  static {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      UNSAFE = field.get(null);
      ALLOCATE = type.getMethod("allocateMemory", long.class);
      REALLOCATE = type.getMethod("reallocateMemory", long.class, long.class);
      FREE = type.getMethod("freeMemory", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private OffHeapUnsafe() {}

  /** Where the JVM refuses it, there is nothing to test. */
  static void assumeAllowed() {
    try {
      free(allocate(8));
    } catch (IllegalStateException e) {
      assumeFalse(
          e.getCause() instanceof InvocationTargetException refused
              && refused.getCause() instanceof UnsupportedOperationException,
          "this JVM denies memory access by sun.misc.Unsafe");
      throw e;
    }
  }

  static long allocate(long bytes) {
    return (Long) call(ALLOCATE, bytes);
  }

  static long reallocate(long address, long bytes) {
    return (Long) call(REALLOCATE, address, bytes);
  }

  static void free(long address) {
    call(FREE, address);
  }

  private static Object call(Method method, Object... arguments) {
    try {
      Object result = method.invoke(UNSAFE, arguments);
      return result == null ? 0L : result;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
