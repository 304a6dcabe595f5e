package io.trackmemory.benchmarks;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** What a loop that does nothing but allocate costs (S01, S02, S05), and under peers. */
final class Loops implements Part {

  private static final JmhRun.Length LENGTH = new JmhRun.Length(4, 5, true);

  private static final List<String> LOOPS = List.of("obj", "arr", "mix", "atomic");

  private final Figures figures = new Figures();

  @Override
  public String measure(int rounds) throws RunnerException {
    for (int round = 0; round < rounds; round++) {
      for (String loop : LOOPS) {
        for (Tracked tracked : Tracked.values()) {
          measure(loop, tracked);
        }
      }
    }
    return figures.table("Loops: thread CPU ns a turn", Part.labels(List.of(Tracked.values())))
        + figures.table(
            "Stack samples: thread CPU ns a turn",
            Part.labels(List.of(Tracked.ONE_STACK, Tracked.COUNTING)));
  }

  private void measure(String loop, Tracked tracked) throws RunnerException {
    if (tracked.notMeasured().isPresent()) {
      figures.notMeasured(loop, tracked.label(), tracked.notMeasured().get());
      return;
    }
    JmhRun.Cost cost = JmhRun.cost(AllocationBenchmark.class, loop, LENGTH, tracked, Map.of());
    figures.add(loop, tracked.label(), cost.nanos() / AllocationBenchmark.LOOP, cost);
  }
}
