package io.trackmemory.leaks;

import io.trackmemory.tracker.ThrowingRunnable;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Counts live objects of a class before and after a program ran, by the JVM's own histogram, which
 * collects first. TrackMemory has no part in it.
 */
final class CountProgram {

  private static final int TRIES = 20;
  private static final long MILLIS_BETWEEN = 50;

  private CountProgram() {}

  /**
   * Runs it.
   *
   * @param args name of the program's class; how often it runs before; the class to count; file to
   *     write how many more there were
   */
  public static void main(String[] args) throws Throwable {
    PrintStream err = System.err;
    try {
      ThrowingRunnable program =
          Class.forName(args[0])
              .asSubclass(ThrowingRunnable.class)
              .getDeclaredConstructor()
              .newInstance();
      for (int i = Integer.parseInt(args[1]); i > 0; i--) {
        program.run();
      }
      long before = settled(args[2], 0);
      program.run();
      long after = settled(args[2], before);
      Files.writeString(Path.of(args[3]), String.valueOf(after - before));
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace(err);
      Runtime.getRuntime().halt(1);
    }
  }

  /** The count, after what clean-up threads do; a leak stays however long one waits. */
  private static long settled(String type, long expected) throws Exception {
    long count = count(type);
    for (int i = 0; i < TRIES && count > expected; i++) {
      Thread.sleep(MILLIS_BETWEEN);
      count = count(type);
    }
    return count;
  }

  private static long count(String type) throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    long count = 0;
    for (String line : histogram.split("\n", -1)) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length >= 4 && columns[0].endsWith(":") && columns[3].equals(type)) {
        count += Long.parseLong(columns[1]);
      }
    }
    return count;
  }
}
