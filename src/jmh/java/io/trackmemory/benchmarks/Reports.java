package io.trackmemory.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What the largest page takes to be written, as the first of its JVM and later. Wall time. */
final class Reports implements Part {

  private static final List<String> WHEN = List.of("later", "first of its JVM");

  @Override
  public String measure(int rounds) throws RunnerException {
    Figures millis = new Figures();
    for (int round = 0; round < rounds; round++) {
      millis.add("10,000 frames", WHEN.get(0), run(options().warmupIterations(60)));
      millis.add("10,000 frames", WHEN.get(1), run(options().warmupIterations(0)));
    }
    return millis.table("Page and JSON of a test: ms", WHEN);
  }

  private static ChainedOptionsBuilder options() {
    List<String> jvmArguments = new ArrayList<>(Program.SAME_JVM);
    jvmArguments.add(ReportBenchmark.EACH_STACK);
    return new OptionsBuilder()
        .include(ReportBenchmark.class.getName() + "\\.write$")
        .mode(Mode.SingleShotTime)
        .timeUnit(TimeUnit.MILLISECONDS)
        .forks(1)
        .shouldFailOnError(true)
        .jvmArgsAppend(jvmArguments.toArray(String[]::new));
  }

  private static double run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.measurementIterations(1).build())
        .runSingle()
        .getPrimaryResult()
        .getScore();
  }
}
