package io.trackmemory.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a tracked test costs (S08), and how long it takes from a leak to its page (S09). */
final class Tests implements Part {

  private static final List<String> JVM =
      List.of("-Xms512m", "-Xmx512m", "-XX:+EnableDynamicAgentLoading");
  private static final List<String> COLLECTORS = List.of("-XX:+UseSerialGC", "-XX:+UseG1GC");

  @Override
  public String measure(int rounds) throws IOException, InterruptedException {
    Map<String, String> classes = new LinkedHashMap<>();
    classes.put("untracked", "Plain");
    classes.put("@TrackMemory", "Counted");
    classes.put("@NoAllocations", "Limited");
    classes.put("@NoLeaks, nothing survives", "Leakless");
    classes.put("@NoLeaks, the instance holds survivors", "Held");
    Map<String, String> leaks = new LinkedHashMap<>();
    leaks.put("the first leak of a JVM", TestsProgram.COLD);
    leaks.put("the eleventh", TestsProgram.WARM);
    Figures tests = new Figures();
    Figures pages = new Figures();
    for (int round = 0; round < rounds; round++) {
      for (String collector : COLLECTORS) {
        add(tests, collector, classes);
        add(pages, collector, leaks);
      }
    }
    return tests.table("Tests that pass: CPU ms a test", List.copyOf(classes.keySet()))
        + pages.table("From a leak to its page: wall ms", List.copyOf(leaks.keySet()));
  }

  private static void add(Figures figures, String collector, Map<String, String> variants)
      throws IOException, InterruptedException {
    for (Map.Entry<String, String> variant : variants.entrySet()) {
      List<String> jvm = new ArrayList<>(JVM);
      jvm.add(collector);
      figures.add(
          collector.substring("-XX:+Use".length()),
          variant.getKey(),
          Program.figure(jvm, TestsProgram.class, variant.getValue()));
    }
  }
}
