package io.trackmemory.benchmarks;

import io.trackmemory.tracker.spi.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a JVM that begins to be tracked costs (S07), JDK classes included. */
final class StartUp implements Part {

  private static final int JVMS = 5;
  private static final long TICK_MILLIS = 10; // Linux tells programs hundredths of a second

  private static final String NOTHING = "does nothing";
  private static final String AGENT = "has -javaagent:, does nothing";
  private static final String AGENT_ASKS = "asks, nothing kept between runs";
  private static final String AGENT_ASKS_AGAIN = "asks, with what an earlier run kept";
  private static final String CACHE = "-Dtrackmemory.cache.dir=";
  private static final String ASKS = "asks, attaches";

  private final Figures figures = new Figures();

  @Override
  public String measure(int rounds) throws IOException, InterruptedException {
    String agent = "-javaagent:" + Classes.origin(Tracking.class);
    List<String> keeping =
        List.of(agent, CACHE + Files.createTempDirectory("trackmemory-benchmark-"));
    cpuMillis(keeping, true); // keeps
    for (int i = 0; i < JVMS; i++) {
      measure(NOTHING, List.of(), false);
      measure(AGENT, List.of(agent), false);
      measure(AGENT_ASKS, List.of(agent, CACHE + "none"), true);
      measure(AGENT_ASKS_AGAIN, keeping, true);
      measure(ASKS, List.of(CACHE + "none"), true);
    }
    return figures.table(
            "Start-up: CPU ms of the process, " + JVMS + " JVMs each", List.of(NOTHING, ASKS))
        + figures.table(
            "From agentmain on: CPU ms of the process, " + JVMS + " JVMs each",
            List.of(AGENT, AGENT_ASKS, AGENT_ASKS_AGAIN));
  }

  private void measure(String variant, List<String> arguments, boolean asks)
      throws IOException, InterruptedException {
    figures.add("a JVM that", variant, cpuMillis(arguments, asks));
  }

  private static double cpuMillis(List<String> arguments, boolean asks)
      throws IOException, InterruptedException {
    List<String> jvmArguments = new ArrayList<>(arguments);
    jvmArguments.add("-XX:+EnableDynamicAgentLoading");
    try (Program program =
        Program.start(jvmArguments, StartUpProgram.class, String.valueOf(asks))) {
      program.line();
      return cpuMillis(program.pid());
    }
  }

  /* With what its children took that have ended: a helper attaches. */
  private static double cpuMillis(long pid) throws IOException {
    Path file = Path.of("/proc", String.valueOf(pid), "stat");
    if (!Files.exists(file)) {
      throw new IOException("the start-up is measured on Linux only: no " + file);
    }
    String stat = Files.readString(file);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // from the third
    long ticks = 0;
    for (int i = 14; i <= 17; i++) { // utime, stime, cutime, cstime
      ticks += Long.parseLong(fields[i - 3]);
    }
    return ticks * TICK_MILLIS;
  }
}
