package io.trackmemory.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One benchmark method in one variant, in a JVM of its own. */
final class JmhRun {

  private JmhRun() {}

  /**
   * What a run took.
   *
   * @param nanos CPU time of the thread for a call, in nanoseconds
   * @param c1 CPU time of the JIT compiler C1 since the JVM began, in milliseconds
   * @param c2 the same of C2
   */
  record Cost(double nanos, double c1, double c2) {}

  /**
   * How long a run is.
   *
   * @param warmUps how many iterations of half a second to warm up
   * @param measured how many to measure
   * @param batch whether code waits for the JIT compiler, so that what is measured is compiled
   */
  record Length(int warmUps, int measured, boolean batch) {}

  /** What a call of {@code method} costs. */
  static Cost cost(
      Class<?> type, String method, Length length, Tracked tracked, Map<String, String> parameters)
      throws RunnerException {
    List<String> jvmArguments = new ArrayList<>(Program.SAME_JVM);
    if (length.batch()) {
      jvmArguments.add("-Xbatch");
    }
    jvmArguments.addAll(tracked.jvmArguments());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(type.getName() + "\\." + method + "$")
            .param("tracked", tracked.name())
            .forks(1)
            .warmupIterations(length.warmUps())
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(length.measured())
            .measurementTime(TimeValue.milliseconds(500))
            .timeUnit(TimeUnit.NANOSECONDS)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgsAppend(jvmArguments.toArray(String[]::new));
    parameters.forEach(options::param);
    RunResult result = new Runner(options.build()).runSingle();
    return new Cost(
        sum(result, "cpuNanos") / sum(result, "calls"),
        sum(result, "c1Nanos") / 1e6,
        sum(result, "c2Nanos") / 1e6);
  }

  private static double sum(RunResult result, String counter) {
    return Optional.ofNullable(result.getSecondaryResults().get(counter)).orElseThrow().getScore();
  }
}
