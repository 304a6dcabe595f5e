package io.trackmemory.benchmarks;

import io.trackmemory.tracker.hook.EndedAccountsBenchmark;
import io.trackmemory.tracker.hook.EventsBenchmark;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Where threads meet: what is there beside a queue of JCTools. Wall time. */
final class Queues implements Part {

  private static final List<String> WAYS = List.of("without a queue", "queue");

  private final Figures nanos = new Figures();
  private final Figures millis = new Figures();

  @Override
  public String measure(int rounds) throws RunnerException {
    for (int round = 0; round < rounds; round++) {
      for (int threads : new int[] {1, 2}) {
        String row = "a thread ends, " + threads + " at once";
        nanos.add(row, WAYS.get(0), run(options("end").param("way", "LOCK").threads(threads)));
        nanos.add(row, WAYS.get(1), run(options("end").param("way", "QUEUE").threads(threads)));
      }
      nanos.add("an event of a full history", WAYS.get(0), run(events("ring")));
      nanos.add("an event of a full history", WAYS.get(1), run(events("queue")));
      millis.add("200 pages of two threads", WAYS.get(0), run(pages("direct")));
      millis.add("200 pages of two threads", WAYS.get(1), run(pages("queue")));
    }
    return nanos.table("Where threads meet: ns", WAYS)
        + millis.table("Pages on their way to disk: ms", WAYS);
  }

  private static ChainedOptionsBuilder options(String method) {
    return options(EndedAccountsBenchmark.class, method);
  }

  private static ChainedOptionsBuilder events(String method) {
    return options(EventsBenchmark.class, method).threads(1);
  }

  private static ChainedOptionsBuilder pages(String method) {
    return options(PagesBenchmark.class, method).timeUnit(TimeUnit.MILLISECONDS).threads(1);
  }

  private static ChainedOptionsBuilder options(Class<?> type, String method) {
    return new OptionsBuilder()
        .include(type.getName() + "\\." + method + "$")
        .forks(1)
        .warmupIterations(4)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(500))
        .shouldFailOnError(true)
        .jvmArgsAppend(Program.SAME_JVM.toArray(String[]::new));
  }

  private static double run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
  }
}
