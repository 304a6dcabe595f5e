package io.trackmemory.acceptance;

import com.sun.management.ThreadMXBean;
import io.trackmemory.acceptance.code.Shapes;
import java.lang.management.ManagementFactory;

/** Prints what the JVM's own counter says of each shape, warm; knows nothing of TrackMemory. */
final class JvmCounterMain {

  private JvmCounterMain() {}

  public static void main(String[] arguments) {
    ThreadMXBean counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Shapes.all()
        .forEach(
            (name, shape) -> {
              for (int run = 0; run < 20; run++) {
                shape.run();
              }
              long before = counter.getCurrentThreadAllocatedBytes();
              shape.run();
              long bytes = counter.getCurrentThreadAllocatedBytes() - before;
              System.out.println(name + "\t" + bytes);
            });
  }
}
