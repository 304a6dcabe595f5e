package io.trackmemory.benchmarks;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** What work of real libraries costs (S02, S03, S05), and under peers. */
final class Payloads implements Part {

  /* Until the JIT compiler is through with what the agent rewrote. */
  private static final JmhRun.Length LENGTH = new JmhRun.Length(10, 5, true);
  /* Of JavaParser, which differs most from JVM to JVM. */
  private static final int MORE_ROUNDS = 5;

  private static final List<Tracked> VARIANTS =
      List.of(
          Tracked.UNTRACKED,
          Tracked.NO_SCOPE,
          Tracked.COUNTING,
          Tracked.ONE_STACK,
          Tracked.GOOGLE,
          Tracked.ASYNC_512K);

  private final Figures figures = new Figures();

  @Override
  public String measure(int rounds) throws RunnerException {
    for (int round = 0; round < Math.max(rounds, MORE_ROUNDS); round++) {
      for (Payload payload : Payload.values()) {
        if (round >= rounds && payload != Payload.JAVAPARSER) {
          continue;
        }
        for (Tracked tracked : VARIANTS) {
          measure(payload, tracked);
        }
      }
    }
    List<String> all = Part.labels(VARIANTS);
    List<String> stacks = Part.labels(List.of(Tracked.ONE_STACK, Tracked.COUNTING));
    return figures.table("Payloads: thread CPU us a run", all)
        + figures.geometricMeans(all)
        + figures.table("Stack samples: thread CPU us a run", stacks)
        + figures.geometricMeans(stacks);
  }

  private void measure(Payload payload, Tracked tracked) throws RunnerException {
    if (tracked.notMeasured().isPresent()) {
      figures.notMeasured(payload.label(), tracked.label(), tracked.notMeasured().get());
      return;
    }
    JmhRun.Cost cost =
        JmhRun.cost(
            PayloadBenchmark.class, "run", LENGTH, tracked, Map.of("payload", payload.name()));
    figures.add(payload.label(), tracked.label(), cost.nanos() / 1_000, cost);
  }
}
