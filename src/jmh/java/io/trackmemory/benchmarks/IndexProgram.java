package io.trackmemory.benchmarks;

import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.TestId;
import io.trackmemory.report.TestReport;
import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the reports of many tests, one of a hundred of which failed, and then their index. */
final class IndexProgram {

  /** Prints the wall time of the first index of a JVM in which all reports were written. */
  static final String FIRST = "first";

  /** Prints the wall time of a later one. */
  static final String LATER = "later";

  private static final int TESTS = 10_000;
  private static final int TESTS_OF_A_CLASS = 20;
  private static final int FAILING_ONE_IN = 100;
  private static final int WARM_UPS = 10;

  private IndexProgram() {}

  /** Argument: {@link #FIRST} or {@link #LATER}. */
  public static void main(String[] arguments) throws IOException {
    Path reports = Files.createTempDirectory("trackmemory-benchmark-");
    ReportFolder folder = ReportFolder.at(reports);
    List<byte[]> made = new ArrayList<>();
    MemorySnapshot seen = MemoryTracker.measure(() -> made.add(new byte[4_096]));
    for (int i = 0; i < TESTS; i++) {
      folder.write(report(i, seen));
    }
    for (int i = 0; arguments[0].equals(LATER) && i < WARM_UPS; i++) {
      folder.writeIndex();
    }
    long before = System.nanoTime();
    folder.writeIndex();
    System.out.println((System.nanoTime() - before) / 1e6);
    if (Files.size(reports.resolve("index.html")) < TESTS || made.isEmpty()) {
      throw new IllegalStateException("the index must have all tests");
    }
  }

  private static TestReport report(int i, MemorySnapshot seen) {
    boolean failed = i % FAILING_ONE_IN == 0;
    Verdict verdict =
        new Verdict(
            About.FIGURES,
            "hasAllocatedBytesAtMost(kib(4))",
            failed ? Outcome.FAILED : Outcome.PASSED,
            failed ? "Expecting the action to allocate at most 4 KiB but it allocated more" : "",
            Optional.of(seen),
            List.of());
    String testClass = "com.acme.orders.OrderBookTest" + i / TESTS_OF_A_CLASS;
    return new TestReport(
        new TestId(testClass, "fillsOrder" + i, ""),
        "fillsOrder" + i + "()",
        failed ? Status.FAILED : Status.PASSED,
        Optional.empty(),
        seen,
        new Checks(List.of(verdict), Map.of()),
        Instant.now(),
        Duration.ofMillis(1 + i % 7));
  }
}
