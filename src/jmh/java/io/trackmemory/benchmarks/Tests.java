package io.trackmemory.benchmarks;

import io.trackmemory.tracker.question.HeapSearchProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tracked test costs (S08), how long it takes from a leak to its page (S09), and what a
 * search takes in a large heap.
 */
final class Tests implements Part {

  private static final List<String> JVM =
      List.of("-Xms512m", "-Xmx512m", "-XX:+EnableDynamicAgentLoading");
  private static final List<String> COLLECTORS = List.of("-XX:+UseSerialGC", "-XX:+UseG1GC");

  private static final String SEARCH_WARM_UPS = "10";
  private static final String SEARCHES = "7";

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
    Figures searches = new Figures();
    for (int round = 0; round < rounds; round++) {
      for (String collector : COLLECTORS) {
        add(tests, collector, classes);
        add(pages, collector, leaks);
        addSearch(searches, collector);
      }
    }
    return tests.table("Tests that pass: CPU ms a test", List.copyOf(classes.keySet()))
        + pages.table("From a leak to its page: wall ms", List.copyOf(leaks.keySet()))
        + searches.table(
            "A search beside 90 MB of live objects: CPU ms", HeapSearchProgram.FIGURES);
  }

  private static void addSearch(Figures figures, String collector)
      throws IOException, InterruptedException {
    List<String> jvm = new ArrayList<>(JVM);
    jvm.add(collector);
    try (Program program = Program.start(jvm, HeapSearchProgram.class, SEARCH_WARM_UPS, SEARCHES)) {
      String[] line = program.line().split(" ", -1);
      for (int i = 0; i < line.length; i++) {
        figures.add(
            collector.substring("-XX:+Use".length()),
            HeapSearchProgram.FIGURES.get(i),
            Double.parseDouble(line[i]));
      }
    }
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
