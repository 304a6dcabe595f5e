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

/** One benchmark method in one variant, in a JVM of its own. */
final class JmhRun {

  private JmhRun() {}

  /**
   * Thread CPU time in nanoseconds that a call of {@code method} takes, after so many iterations of
   * half a second to warm up.
   */
  static double cpuNanosPerCall(
      Class<?> type, String method, int warmUps, Tracked tracked, Map<String, String> parameters)
      throws RunnerException {
    List<String> jvmArguments = new ArrayList<>(Program.SAME_JVM);
    jvmArguments.addAll(tracked.jvmArguments());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(type.getName() + "\\." + method + "$")
            .param("tracked", tracked.name())
            .forks(1)
            .warmupIterations(warmUps)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(5)
            .measurementTime(TimeValue.milliseconds(500))
            .timeUnit(TimeUnit.NANOSECONDS)
            .shouldFailOnError(true)
            .jvmArgsAppend(jvmArguments.toArray(String[]::new));
    parameters.forEach(options::param);
    RunResult result = new Runner(options.build()).runSingle();
    return sum(result, "cpuNanos") / sum(result, "calls");
  }

  private static double sum(RunResult result, String counter) {
    return Optional.ofNullable(result.getSecondaryResults().get(counter)).orElseThrow().getScore();
  }
}
