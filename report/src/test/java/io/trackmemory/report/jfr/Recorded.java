package io.trackmemory.report.jfr;

import io.trackmemory.report.FakeSnapshot;
import io.trackmemory.report.Samples;
import io.trackmemory.report.TestId;
import io.trackmemory.report.TestReport;
import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.AllocationEvent;
import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.StackSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Makes tests with sampled allocations, and reads what was written of them with the JDK's tools.
 */
final class Recorded {

  static final String SAMPLE = "jdk.ObjectAllocationSample";
  static final String TEST = "trackmemory.Test";

  private Recorded() {}

  /** A file and what the JDK's tool said of it. */
  record Printed(int exitCode, String text) {}

  static List<StackTraceElement> stack(String... methods) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = 0; i < methods.length; i++) {
      frames.add(new StackTraceElement("com.acme.OrderBook$Fill", methods[i], "A.java", 10 + i));
    }
    return List.copyOf(frames);
  }

  static AllocationEvent event(
      long nanos,
      String thread,
      String type,
      long bytes,
      double weight,
      List<StackTraceElement> frames) {
    return new AllocationEvent(
        Duration.ofNanos(nanos), thread, 0, type, bytes, weight, frames, false, Optional.empty());
  }

  static StackSample sample(
      String type, List<StackTraceElement> frames, long samples, double count, double bytes) {
    return new StackSample(
        type,
        frames,
        samples,
        count,
        bytes,
        16,
        64,
        Duration.ofNanos(1_000),
        Duration.ofNanos(9_000),
        Optional.empty());
  }

  /** Two stacks in two threads; of the second, two of three samples have an event. */
  static FakeSnapshot sampled() {
    List<StackTraceElement> one = stack("match", "run");
    List<StackTraceElement> two = stack("grow", "fills", "run");
    return new FakeSnapshot(
            List.of(
                Samples.row(
                    "java.lang.Integer", Samples.user("com.acme.OrderBook", "match", 42), 3, 48),
                Samples.row("byte[]", Samples.user("com.acme.OrderBook", "grow", 58), 9, 577)))
        .withSamples(
            new AllocationHistory(
                List.of(
                    event(2_000, "main", "java.lang.Integer", 16, 1, one),
                    event(3_000, "main", "java.lang.Integer", 16, 1, one),
                    event(4_000, "wörker \u4e00", "java.lang.Integer", 16, 1, one),
                    event(5_000, "main", "byte[]", 64, 3.3, two),
                    event(6_000, "main", "byte[]", 40, 3.4, two)),
                1),
            sample("java.lang.Integer", one, 3, 3, 48),
            sample("byte[]", two, 3, 9.9, 602.7));
  }

  static TestReport report(String method, MemorySnapshot snapshot) {
    TestId id = new TestId("com.acme.OrderBookTest", method, "");
    return Samples.report(id, Status.PASSED, snapshot, List.of());
  }

  /** The only events file of a folder. */
  static Path fileIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      List<Path> all = files.toList();
      if (all.size() != 1) {
        throw new AssertionError("not one file: " + all);
      }
      return all.get(0);
    }
  }

  static List<RecordedEvent> read(Path file) throws IOException {
    return RecordingFile.readAllEvents(file);
  }

  static List<RecordedEvent> read(Path file, String type) throws IOException {
    return read(file).stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .toList();
  }

  /** Frames of the event as {@code class.method:line}, empty where it has no stack. */
  static List<String> frames(RecordedEvent event) {
    return event.getStackTrace() == null
        ? List.of()
        : event.getStackTrace().getFrames().stream()
            .map(
                frame ->
                    frame.getMethod().getType().getName()
                        + "."
                        + frame.getMethod().getName()
                        + ":"
                        + frame.getLineNumber())
            .toList();
  }

  /** Sum of the samples' weights by type and stack. */
  static Map<String, Long> weights(List<RecordedEvent> samples) {
    Map<String, Long> weights = new TreeMap<>();
    for (RecordedEvent sample : samples) {
      String type = JfrNames.readable(sample.getClass("objectClass").getName());
      weights.merge(type + " " + frames(sample), sample.getLong("weight"), Long::sum);
    }
    return weights;
  }

  /** The same of a snapshot's estimates, rounded. */
  static Map<String, Long> weights(MemorySnapshot snapshot) {
    Map<String, Long> weights = new TreeMap<>();
    for (StackSample sample : snapshot.samples()) {
      List<String> frames =
          sample.frames().stream()
              .map(f -> f.getClassName() + "." + f.getMethodName() + ":" + f.getLineNumber())
              .toList();
      weights.put(sample.typeName() + " " + frames, Math.round(sample.estimatedBytes()));
    }
    return weights;
  }

  /** Runs the {@code jfr} tool of the JDK that runs this. */
  static Printed jfr(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jfr").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Printed(process.waitFor(), text);
  }
}
