package io.trackmemory.tracker.oracle;

import io.trackmemory.tracker.ThrowingRunnable;
import java.io.IOException;
import one.profiler.AsyncProfiler;
import one.profiler.Counter;

/**
 * Prints the objects and bytes of each way as async-profiler samples them, each allocation of it. A
 * line each, as {@link Profiled} reads it. Run with {@link #OPTIONS}.
 */
final class ProfilerMain {

  /**
   * Without the JIT compiler, so that nothing is removed or replaced; without buffers of threads,
   * in which the JVM tells nobody of an allocation.
   */
  static final String[] OPTIONS = {"-Xint", "-XX:-UseTLAB"};

  private static final String START = "start,event=alloc,alloc=1";

  private static final String MEASURED =
      ProfilerMain.class.getName().replace('.', '/') + ".measured;";

  private ProfilerMain() {}

  /** Arguments: runs before the one that is measured. */
  public static void main(String[] arguments) throws Throwable {
    AsyncProfiler profiler;
    try {
      profiler = AsyncProfiler.getInstance();
    } catch (UnsatisfiedLinkError | IllegalStateException e) {
      System.out.println(Profiled.NOT_LOADED + e);
      return;
    }
    awaitSampling(profiler);
    int runs = Integer.parseInt(arguments[0]);
    for (Way way : Ways.all()) {
      for (int i = 0; i < runs; i++) {
        way.action().run();
      }
      System.out.println(Profiled.LINE + way.name() + "\t" + profiled(profiler, way.action()));
    }
  }

  /* Each thread first uses up what the JVM had planned for it before it samples each allocation. */
  private static void awaitSampling(AsyncProfiler profiler) throws IOException {
    String seen = "";
    while (!seen.contains(".awaitSampling;")) {
      execute(profiler, START);
      Ways.sink = new byte[1 << 20];
      execute(profiler, "stop");
      seen = profiler.dumpCollapsed(Counter.SAMPLES);
    }
  }

  private static String profiled(AsyncProfiler profiler, ThrowingRunnable action) throws Throwable {
    execute(profiler, START);
    measured(action);
    execute(profiler, "stop");
    Profiled.Sum counts = new Profiled.Sum();
    Profiled.Sum bytes = new Profiled.Sum();
    add(counts, profiler.dumpCollapsed(Counter.SAMPLES));
    add(bytes, profiler.dumpCollapsed(Counter.TOTAL));
    return String.join(
        "\t",
        Long.toString(counts.code),
        Long.toString(bytes.code),
        Long.toString(counts.apart),
        Long.toString(bytes.apart),
        String.join(", ", bytes.reasons));
  }

  private static void execute(AsyncProfiler profiler, String command) throws IOException {
    String answer = profiler.execute(command);
    if (answer.startsWith("[ERROR]")) {
      throw new IOException("async-profiler refuses " + command + ": " + answer);
    }
  }

  /* A stack a line: frames from the outermost to the type allocated, a blank, a number. */
  private static void add(Profiled.Sum sum, String collapsed) {
    for (String line : collapsed.lines().toList()) {
      int begin = line.indexOf(MEASURED);
      if (begin >= 0) {
        int blank = line.lastIndexOf(' ');
        sum.add(
            line.substring(begin + MEASURED.length(), blank),
            Long.parseLong(line.substring(blank + 1)));
      }
    }
  }

  /* What it allocates is found by this frame. */
  private static void measured(ThrowingRunnable action) throws Throwable {
    action.run();
  }
}
