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
    Map<String, String[]> variants = new LinkedHashMap<>();
    variants.put("untracked", new String[] {"0", "2"});
    variants.put("twice what is alive", new String[] {"200", "2"});
    variants.put("four times", new String[] {"400", "2"});
    variants.put("never passed", new String[] {"100000", "2"});
    variants.put("four times, first run in the scope", new String[] {"400", "0"});
    for (int round = 0; round < rounds; round++) {
      for (String collector : COLLECTORS) {
        for (Map.Entry<String, String[]> variant : variants.entrySet()) {
          figures.add(
              collector.substring("-XX:+Use".length()),
              variant.getKey(),
              Program.figure(
                  List.of("-Xms512m", "-Xmx512m", collector, "-XX:+EnableDynamicAgentLoading"),
                  PeaksProgram.class,
                  variant.getValue()));
        }
      }
    }
    return figures.table(
        "Limits on live bytes: CPU ms for 1 GB beside 4.2 MB", List.copyOf(variants.keySet()));
  }
}
