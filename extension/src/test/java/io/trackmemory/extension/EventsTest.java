package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.StackSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of tests that run on the real engine, read with the JDK's own tools. */
class EventsTest {

  private static final AtomicReference<@Nullable MemorySnapshot> SEEN = new AtomicReference<>();

  @TempDir Path folder;

  @AfterEach
  void forget() {
    SEEN.set(null);
  }

  @Test
  void unlessAskedFor_thereAreNone() throws IOException {
    run(AllocatingTestCases.class);
    assertThat(folder.resolve("events")).doesNotExist();
  }

  @Test
  void everyTrackedTest_hasItsTotals_pageOrNot() throws IOException {
    Outcome outcome = run(AllocatingTestCases.class, "trackmemory.report.events", "true");
    assertThat(outcome.passed()).containsExactly("arrays(MemoryScope)", "nothing()");
    assertThat(outcome.failed()).containsExactly("fails()");
    List<RecordedEvent> tests = events("trackmemory.Test");
    assertThat(tests)
        .extracting(test -> test.getString("method"), test -> test.getString("status"))
        .containsExactlyInAnyOrder(
            tuple("arrays", "PASSED"), tuple("nothing", "PASSED"), tuple("fails", "FAILED"));
    RecordedEvent arrays = named(tests, "arrays");
    MemorySnapshot seen = Objects.requireNonNull(SEEN.get());
    assertThat(arrays.getString("uncertified")).isNull();
    assertThat(arrays.getLong("allocationCount")).isEqualTo(seen.allocationCount());
    assertThat(arrays.getLong("allocatedBytes")).isEqualTo(seen.allocatedBytes());
  }

  @Test
  void lines_sumUpToTheTotals() throws IOException {
    run(AllocatingTestCases.class, "trackmemory.report.events", "true");
    RecordedEvent test = named(events("trackmemory.Test"), "arrays");
    List<RecordedEvent> lines =
        events("trackmemory.Site").stream()
            .filter(line -> line.getString("test").equals(test.getString("test")))
            .filter(line -> line.getString("account").equals("SCOPE"))
            .toList();
    assertThat(lines.stream().mapToLong(line -> line.getLong("count")).sum())
        .isEqualTo(test.getLong("allocationCount") - test.getLong("filteredCount"));
    assertThat(lines.stream().mapToLong(line -> line.getLong("bytes")).sum())
        .isEqualTo(test.getLong("allocatedBytes") - test.getLong("filteredBytes"));
  }

  @Test
  void weightsOfSamples_sumUpToTheSnapshotsEstimates() throws IOException {
    for (String kept : List.of("50000", "7", "0")) {
      Path before = folder;
      folder = Files.createDirectory(before.resolve(kept));
      run(
          AllocatingTestCases.class,
          "trackmemory.report.events",
          "true",
          "trackmemory.history.max",
          kept);
      MemorySnapshot seen = Objects.requireNonNull(SEEN.get());
      List<StackSample> stacks =
          seen.samples().stream().filter(stack -> stack.typeName().equals("byte[]")).toList();
      double estimate = stacks.stream().mapToDouble(StackSample::estimatedBytes).sum();
      long weight =
          events("jdk.ObjectAllocationSample").stream()
              .filter(sample -> sample.getClass("objectClass").getName().equals("[B"))
              .mapToLong(sample -> sample.getLong("weight"))
              .sum();
      assertThat(estimate).isGreaterThan(100_000);
      assertThat((double) weight)
          .as("with %s events", kept)
          .isCloseTo(estimate, Offset.offset((double) stacks.size()));
      folder = before;
    }
  }

  @Test
  void preciseTest_hasEachAllocationWithItsStackAndThread() throws IOException {
    run(
        AllocatingTestCases.class,
        "trackmemory.report.events",
        "true",
        "trackmemory.preset",
        "precise");
    List<RecordedEvent> arrays =
        events("jdk.ObjectAllocationSample").stream()
            .filter(sample -> sample.getLong("weight") == AllocatingTestCases.BYTES)
            .toList();
    assertThat(arrays).hasSize(AllocatingTestCases.ARRAYS);
    assertThat(arrays)
        .allMatch(sample -> sample.getThread().getJavaName().equals("main"))
        .allMatch(sample -> top(sample).equals(AllocatingTestCases.class.getName() + ".arrays"));
  }

  @Test
  void never_writesNoEvents() throws IOException {
    run(
        AllocatingTestCases.class,
        "trackmemory.report",
        "never",
        "trackmemory.report.events",
        "true");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void eachRun_hasAFileOfItsOwn() throws IOException {
    run(AllocatingTestCases.class, "trackmemory.report.events", "true");
    run(AllocatingTestCases.class, "trackmemory.report.events", "true");
    assertThat(files()).hasSize(2);
    assertThat(events("trackmemory.Test")).hasSize(6);
  }

  @Test
  void folderThatCannotBeWritten_failsNoTestAndIsToldOnce() throws IOException {
    Path taken = Files.createFile(folder.resolve("events"));
    List<String> log = new ArrayList<>();
    Handler handler = new Memory(log);
    Logger logger = Logger.getLogger("io.trackmemory.extension");
    logger.addHandler(handler);
    try {
      Outcome outcome = run(AllocatingTestCases.class, "trackmemory.report.events", "true");
      assertThat(outcome.passed()).hasSize(2);
      assertThat(outcome.failureOf("fails()")).hasNoSuppressedExceptions();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(log).filteredOn(line -> line.contains("cannot write the events of")).hasSize(1);
    assertThat(log).last().isEqualTo("no events: of 3 tests, the first told before");
    assertThat(taken).isEmptyFile();
  }

  private Outcome run(Class<?> testClass, String... settings) {
    List<String> all = new ArrayList<>(List.of("trackmemory.report", "on-failure"));
    all.addAll(List.of("trackmemory.report.dir", folder.toString()));
    all.addAll(List.of(settings));
    return Fixtures.run(testClass, all.toArray(String[]::new));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      return files.toList();
    }
  }

  private List<RecordedEvent> events(String type) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    for (Path file : files()) {
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals(type)) {
          events.add(event);
        }
      }
    }
    return events;
  }

  private static RecordedEvent named(List<RecordedEvent> tests, String method) {
    return tests.stream()
        .filter(test -> test.getString("method").equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static String top(RecordedEvent sample) {
    var method = sample.getStackTrace().getFrames().get(0).getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  /** Keeps what is logged. */
  private static final class Memory extends Handler {
    private final List<String> log;

    Memory(List<String> log) {
      this.log = log;
    }

    @Override
    public void publish(LogRecord logged) {
      log.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @TrackMemory
  static class AllocatingTestCases {
    static final int ARRAYS = 300;
    static final int BYTES = 1_016;

    @Nullable Object field = this;

    @Test
    void arrays(MemoryScope memory) {
      for (int i = 0; i < ARRAYS; i++) {
        field = new byte[1_000];
      }
      field = null;
      SEEN.set(memory.snapshot());
    }

    @Test
    void nothing() {}

    @Test
    void fails() {
      throw new IllegalStateException("the test's own");
    }
  }
}
