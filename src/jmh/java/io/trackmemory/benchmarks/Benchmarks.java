package io.trackmemory.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs every variant once a round, each time in a JVM of its own, so that what disturbs the machine
 * meets all of them alike; then prints medians and ratios.
 */
final class Benchmarks {

  private static final List<String> LOOPS = List.of("obj", "arr", "mix");

  private final Map<String, List<Double>> nanosPerObject = new TreeMap<>();

  private Benchmarks() {}

  /**
   * Runs all.
   *
   * @param args the number of rounds
   */
  public static void main(String[] args) throws RunnerException {
    Benchmarks benchmarks = new Benchmarks();
    int rounds = Integer.parseInt(args[0]);
    for (int round = 0; round < rounds; round++) {
      benchmarks.runRound();
    }
    System.out.println(benchmarks.table(rounds));
  }

  private void runRound() throws RunnerException {
    for (String loop : LOOPS) {
      new Runner(
              new OptionsBuilder()
                  .include(AllocationBenchmark.class.getName() + "\\." + loop + "$")
                  .forks(1)
                  .warmupIterations(4)
                  .warmupTime(TimeValue.milliseconds(500))
                  .measurementIterations(5)
                  .measurementTime(TimeValue.milliseconds(500))
                  .timeUnit(TimeUnit.NANOSECONDS)
                  .jvmArgsAppend(
                      "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading")
                  .build())
          .run()
          .forEach(result -> add(loop, result));
    }
  }

  private void add(String loop, RunResult result) {
    double cpuNanos = sum(result, "cpuNanos");
    double calls = sum(result, "calls");
    nanosPerObject
        .computeIfAbsent(
            key(loop, Tracked.valueOf(result.getParams().getParam("tracked"))),
            key -> new ArrayList<>())
        .add(cpuNanos / calls / AllocationBenchmark.LOOP);
  }

  private static double sum(RunResult result, String counter) {
    return Optional.ofNullable(result.getSecondaryResults().get(counter)).orElseThrow().getScore();
  }

  private String table(int rounds) {
    StringBuilder table = new StringBuilder();
    table.append(
        "JDK %s, %d rounds; thread CPU ns per object, and ratio to untracked (lowest to highest)%n"
            .formatted(Runtime.version().feature(), rounds));
    for (String loop : LOOPS) {
      double base = median(nanosPerObject.getOrDefault(key(loop, Tracked.UNTRACKED), List.of()));
      for (Tracked tracked : Tracked.values()) {
        List<Double> nanos = nanosPerObject.getOrDefault(key(loop, tracked), List.of());
        double lowest = nanos.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        double highest = nanos.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        table.append(
            "| %s | %s | %.2f | x%.2f (x%.2f to x%.2f) |%n"
                .formatted(
                    loop,
                    tracked,
                    median(nanos),
                    median(nanos) / base,
                    lowest / base,
                    highest / base));
      }
    }
    return table.toString();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  private static String key(String loop, Tracked tracked) {
    return loop + " " + tracked;
  }
}
