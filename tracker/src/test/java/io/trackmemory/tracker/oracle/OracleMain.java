package io.trackmemory.tracker.oracle;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Prints the bytes of each way by the JVM's own counter: name, bytes. Run with {@code -Xint}. */
final class OracleMain {

  private OracleMain() {}

  /** Arguments: runs before the one that is measured. */
  public static void main(String[] arguments) throws Throwable {
    int runs = Integer.parseInt(arguments[0]);
    ThreadMXBean counter = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    for (Way way : Ways.all()) {
      for (int i = 0; i < runs; i++) {
        way.action().run();
      }
      long before = counter.getCurrentThreadAllocatedBytes();
      way.action().run();
      long after = counter.getCurrentThreadAllocatedBytes();
      System.out.println(way.name() + "\t" + (after - before));
    }
  }
}
