package io.trackmemory.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a limit on live bytes costs that is decided exactly (S12). */
final class Peaks implements Part {

  private static final List<String> COLLECTORS =
      List.of("-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC");

  private final Figures figures = new Figures();

  @Override
  public String measure(int rounds) throws IOException, InterruptedException {
    Map<String, Integer> percents = new LinkedHashMap<>();
    percents.put("untracked", 0);
    percents.put("twice what is alive", 200);
    percents.put("four times", 400);
    percents.put("never passed", 100_000);
    for (int round = 0; round < rounds; round++) {
      for (String collector : COLLECTORS) {
        for (Map.Entry<String, Integer> percent : percents.entrySet()) {
          figures.add(
              collector.substring("-XX:+Use".length()),
              percent.getKey(),
              Program.figure(
                  List.of("-Xms512m", "-Xmx512m", collector, "-XX:+EnableDynamicAgentLoading"),
                  PeaksProgram.class,
                  percent.getValue().toString()));
        }
      }
    }
    return figures.table(
        "Limits on live bytes: CPU ms for 1 GB beside 4.2 MB", List.copyOf(percents.keySet()));
  }
}
