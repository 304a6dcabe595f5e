package io.trackmemory.tracker.question;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Made;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Searches for a leak beside a {@link RealHeap}, and prints in one line what that took in ms of CPU
 * time: the first reading and search of the JVM, then medians, warm, of a collection, a dump (of
 * the process), of reading, of searching (of the thread), and a check on growth; and the MB of the
 * dump.
 */
public final class HeapSearchProgram {

  /** What is printed, in this order. */
  public static final List<String> FIGURES =
      List.of(
          "first reading",
          "first search",
          "collection",
          "dump",
          "reading",
          "search",
          "growth, 21 censuses",
          "dump, MB");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int CENSUSES = 21;
  private static final int LEAKED = 200;

  private static final RealHeap HEAP = new RealHeap();
  private static final Map<String, List<Object>> KEPT = new HashMap<>();

  private HeapSearchProgram() {}

  /** Arguments: how many searches before those that are measured, and how many are. */
  public static void main(String[] arguments) throws Exception {
    MemoryTracker.measure(() -> {}); // attaches, as beside a test
    LeakQuery query = query();
    int warmUps = Integer.parseInt(arguments[0]);
    int measured = Integer.parseInt(arguments[1]);
    double[] first = search(query);
    for (int i = 1; i < warmUps; i++) {
      search(query);
    }
    double[] collections = new double[measured];
    double[] dumps = new double[measured];
    double[] readings = new double[measured];
    double[] searches = new double[measured];
    double dumpBytes = 0;
    for (int i = 0; i < measured; i++) {
      long before = PROCESS.getProcessCpuTime();
      FullCollection.run();
      collections[i] = (PROCESS.getProcessCpuTime() - before) / 1e6;
      dumps[i] = dump();
      double[] figures = search(query);
      readings[i] = figures[0];
      searches[i] = figures[1];
      dumpBytes = figures[2];
    }
    System.out.printf(
        Locale.ROOT,
        "%.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f%n",
        first[0],
        first[1],
        median(collections),
        median(dumps),
        median(readings),
        median(searches),
        growth(query),
        dumpBytes / (1 << 20));
    HEAP.check();
  }

  private static LeakQuery query() {
    List<WeakReference<?>> survivors = new ArrayList<>();
    for (int i = 0; i < LEAKED; i++) {
      List<Object> list = new ArrayList<>(List.of(new Object(), "leak " + i));
      KEPT.put("leak " + i, list);
      survivors.add(new WeakReference<>(list));
      survivors.add(new WeakReference<>(list.get(0)));
    }
    return new LeakQuery(
        survivors,
        Collections.nCopies(survivors.size(), Made.BY_USER),
        Map.of(),
        List.of(),
        name -> name.startsWith("io.trackmemory.tracker.question."),
        List.of());
  }

  private static double[] search(LeakQuery query) {
    double[] figures = new double[3];
    long start = THREADS.getCurrentThreadCpuTime();
    HeapExamination.Answer<LeakFindings> answer =
        HeapExamination.usual()
            .ask(
                query.probe(),
                (content, dumpBytes) -> {
                  long read = THREADS.getCurrentThreadCpuTime();
                  LeakFindings found =
                      new LeakAnalysis(content, query, query.rules())
                          .findings(true, new Deadline(LeakSearch.MAX_SIZING));
                  figures[0] = (read - start) / 1e6;
                  figures[1] = (THREADS.getCurrentThreadCpuTime() - read) / 1e6;
                  figures[2] = dumpBytes;
                  return found;
                });
    LeakFindings found = answer.value().orElseThrow(() -> wrong(answer.uncertified()));
    if (found.findings().size() != 1
        || !found.findings().get(0).signature().endsWith("HeapSearchProgram.KEPT")) {
      throw wrong("found: " + found.findings());
    }
    return figures;
  }

  private static IllegalStateException wrong(String what) {
    return new IllegalStateException(what);
  }

  private static double dump() throws IOException {
    Path folder = Files.createTempDirectory("trackmemory-benchmark-");
    Path dump = folder.resolve("heap.hprof");
    long before = PROCESS.getProcessCpuTime();
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    double millis = (PROCESS.getProcessCpuTime() - before) / 1e6;
    Files.delete(dump);
    Files.delete(folder);
    return millis;
  }

  private static double growth(LeakQuery query) throws CensusTaker.ImpossibleException {
    LeakQuery ofAll =
        new LeakQuery(List.of(), List.of(), Map.of(), List.of(), query.userClass(), query.ignore());
    CensusTaker taker = new CensusTaker(ofAll);
    HeapCensus census = HeapCensus.NONE;
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < CENSUSES; i++) {
      census = taker.take(census);
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
