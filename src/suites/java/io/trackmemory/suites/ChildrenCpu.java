package io.trackmemory.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of the child processes of this one that have ended and of theirs, all threads, user and
 * system, as Linux tells it: in steps of 10 ms.
 */
final class ChildrenCpu {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final double TICK_SECONDS = 0.01; // Linux tells programs hundredths of a second
  private static final int CUTIME = 16;
  private static final int CSTIME = 17;

  private ChildrenCpu() {}

  static double seconds() throws IOException {
    if (!Files.exists(STAT)) {
      throw new IOException("CPU time of suites is measured on Linux only: no " + STAT);
    }
    String stat = Files.readString(STAT);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // from the third
    return (Long.parseLong(fields[CUTIME - 3]) + Long.parseLong(fields[CSTIME - 3])) * TICK_SECONDS;
  }
}
