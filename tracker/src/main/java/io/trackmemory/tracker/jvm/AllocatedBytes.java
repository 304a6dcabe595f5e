package io.trackmemory.tracker.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that all threads of this JVM allocated, those that ended included. The method is there from
 * JDK 21 on, and in later updates of 17: it is looked up.
 */
final class AllocatedBytes {

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final @Nullable Method TOTAL = find();

  private AllocatedBytes() {}

  private static @Nullable Method find() {
    try {
      return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  static OptionalLong inAll() {
    if (TOTAL == null) {
      return OptionalLong.empty();
    }
    try {
      return Given.number((long) TOTAL.invoke(THREADS));
    } catch (ReflectiveOperationException e) {
      return OptionalLong.empty(); // not supported by this JVM, or switched off
    }
  }
}
