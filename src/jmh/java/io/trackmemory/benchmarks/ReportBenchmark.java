package io.trackmemory.benchmarks;

import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.TestId;
import io.trackmemory.report.TestReport;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.spi.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Page and JSON of a test onto the disk, whose objects came through 10,000 frames: a stack of each
 * of its 1,110 allocations is taken, is read from the JVM, and is another.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReportBenchmark {

  /** What the JVM needs on its command line, so that each allocation gets its stack. */
  static final String EACH_STACK = "-Dtrackmemory.sampling.frequency-threshold=100000";

  private static final int CALLS = 1_110;
  private static final int DEPTH = 10;
  private static final Optional<TestReport> NONE = Optional.empty();

  private Path folder = Path.of("");
  private Optional<TestReport> report = NONE;

  /** Makes the folder. */
  @Setup(Level.Trial)
  public void create() throws IOException {
    folder = Files.createTempDirectory("reports");
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> innerFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : innerFirst) {
        Files.delete(each);
      }
    }
  }

  /** Runs the test anew, so that no stack of it has been read. */
  @Setup(Level.Invocation)
  public void run() {
    MemorySnapshot snapshot =
        MemoryTracker.measure(
            () -> {
              for (int path = 0; path < CALLS; path++) {
                call(path, DEPTH);
              }
            });
    report =
        Optional.of(
            new TestReport(
                new TestId("com.acme.CallsTest", "calls", ""),
                "calls()",
                TestReport.Status.PASSED,
                Optional.empty(),
                snapshot,
                Checks.NONE,
                Instant.EPOCH,
                Duration.ofMillis(1)));
  }

  /** Writes it. */
  @Benchmark
  public void write() {
    ReportFolder.at(folder).write(report.orElseThrow());
  }

  private static Object call(int path, int depth) {
    int rest = path / 10;
    if (depth == 0) {
      return new int[1];
    }
    return switch (path % 10) { // a line each, so that each path is another stack
      case 0 -> call(rest, depth - 1);
      case 1 -> call(rest, depth - 1);
      case 2 -> call(rest, depth - 1);
      case 3 -> call(rest, depth - 1);
      case 4 -> call(rest, depth - 1);
      case 5 -> call(rest, depth - 1);
      case 6 -> call(rest, depth - 1);
      case 7 -> call(rest, depth - 1);
      case 8 -> call(rest, depth - 1);
      default -> call(rest, depth - 1);
    };
  }
}
