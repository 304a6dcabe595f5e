package io.trackmemory.benchmarks;

import static java.util.Objects.requireNonNull;

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
  static final String SERIAL = "SerialGC";
  private static final List<String> COLLECTORS = List.of(SERIAL, "G1GC");

  static final String UNTRACKED = "untracked";
  static final String COUNTED = "@TrackMemory";
  static final String LIMITED = "@NoAllocations";
  static final String LEAKLESS = "@NoLeaks, nothing survives";
  private static final String HELD = "@NoLeaks, the instance holds survivors";

  private static final Map<String, String> CLASSES =
      Map.of(
          UNTRACKED, "Plain",
          COUNTED, "Counted",
          LIMITED, "Limited",
          LEAKLESS, "Leakless",
          HELD, "Held");
  private static final List<String> VARIANTS = List.of(UNTRACKED, COUNTED, LIMITED, LEAKLESS, HELD);

  private static final String WARM_UP_SECONDS = "10"; // the JIT compiler has much to do

  private static final String SEARCH_WARM_UPS = "10";
  private static final String SEARCHES = "7";

  @Override
  public String measure(int rounds) throws IOException, InterruptedException {
    Map<String, String> leaks = new LinkedHashMap<>();
    leaks.put("the first leak of a JVM", TestsProgram.COLD);
    leaks.put("the eleventh", TestsProgram.WARM);
    Figures tests = new Figures();
    Figures pages = new Figures();
    Figures searches = new Figures();
    for (int round = 0; round < rounds; round++) {
      for (String collector : COLLECTORS) {
        for (String variant : VARIANTS) {
          tests.add(collector, variant, cpuMillis(collector, variant, WARM_UP_SECONDS));
        }
        for (Map.Entry<String, String> leak : leaks.entrySet()) {
          pages.add(collector, leak.getKey(), figure(collector, leak.getValue()));
        }
        addSearch(searches, collector);
      }
    }
    return tests.table("Tests that pass: CPU ms a test", VARIANTS)
        + pages.table("From a leak to its page: wall ms", List.copyOf(leaks.keySet()))
        + searches.table(
            "A search beside 90 MB of live objects: CPU ms", HeapSearchProgram.FIGURES);
  }

  private static void addSearch(Figures figures, String collector)
      throws IOException, InterruptedException {
    try (Program program =
        Program.start(jvm(collector), HeapSearchProgram.class, SEARCH_WARM_UPS, SEARCHES)) {
      String[] line = program.line().split(" ", -1);
      for (int i = 0; i < line.length; i++) {
        figures.add(collector, HeapSearchProgram.FIGURES.get(i), Double.parseDouble(line[i]));
      }
    }
  }

  /** CPU time of a test in ms, after so many seconds to warm up. */
  static double cpuMillis(String collector, String variant, String warmUpSeconds)
      throws IOException, InterruptedException {
    return figure(collector, requireNonNull(CLASSES.get(variant)), warmUpSeconds);
  }

  private static double figure(String collector, String... arguments)
      throws IOException, InterruptedException {
    return Program.figure(jvm(collector), TestsProgram.class, arguments);
  }

  private static List<String> jvm(String collector) {
    List<String> jvm = new ArrayList<>(JVM);
    jvm.add("-XX:+Use" + collector);
    return jvm;
  }
}
