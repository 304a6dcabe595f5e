package io.trackmemory.tracker.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** The JVM's own counter of bytes allocated by the current thread. Allocates nothing itself. */
public final class JvmCounter implements LongSupplier {

  private final ThreadMXBean bean;
  private final boolean supported;

  private JvmCounter(ThreadMXBean bean) {
    this.bean = bean;
    this.supported = bean.isThreadAllocatedMemorySupported();
  }

  /** The counter of this JVM. */
  public static JvmCounter ofThisJvm() {
    JvmCounter counter = new JvmCounter(ManagementFactory.getPlatformMXBean(ThreadMXBean.class));
    counter.bean.setThreadAllocatedMemoryEnabled(true);
    return counter;
  }

  /** Bytes so far, 0 where the JVM does not count. */
  @Override
  public long getAsLong() {
    return supported ? Math.max(bean.getCurrentThreadAllocatedBytes(), 0) : 0;
  }

  /** CPU time of the current thread in nanoseconds, -1 where the JVM has none (virtual threads). */
  public long cpuNanos() {
    try {
      return bean.getCurrentThreadCpuTime();
    } catch (UnsupportedOperationException e) {
      return -1;
    }
  }

  /** CPU time of a thread in nanoseconds, -1 if it has ended or is virtual. */
  public long cpuNanosOf(long threadId) {
    try {
      return threadId > 0 ? bean.getThreadCpuTime(threadId) : -1;
    } catch (UnsupportedOperationException e) {
      return -1;
    }
  }

  /** Whether the JVM counts for the current thread; it does not for virtual threads. */
  public boolean countsThisThread() {
    return supported && bean.getCurrentThreadAllocatedBytes() >= 0;
  }
}
