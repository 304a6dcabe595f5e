package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of JVMs that run at once and die, and the command that sums them up. */
class EventsTest {

  private static final int JVMS = 2;

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void jvmsThatDie_leaveTheEventsOfTheTestsBefore() throws Exception {
    Path reports = folder.resolve("trackmemory");
    ExecutorService threads = Executors.newFixedThreadPool(JVMS);
    try {
      List<Future<List<String>>> jvms = new ArrayList<>();
      for (int i = 0; i < JVMS; i++) {
        jvms.add(threads.submit(() -> Forked.run(List.of(), EventsMain.class, reports.toString())));
      }
      for (Future<List<String>> jvm : jvms) {
        jvm.get();
      }
    } finally {
      threads.shutdown();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(reports.resolve("events"))) {
      files = all.toList();
    }
    assertThat(files).hasSize(JVMS);
    for (Path file : files) {
      assertThat(RecordingFile.readAllEvents(file))
          .filteredOn(event -> event.getEventType().getName().equals("trackmemory.Test"))
          .extracting(test -> test.getString("method"))
          .containsExactly("first", "second");
    }
    Class<?> command = Class.forName("io.trackmemory.report.Main");
    assertThat(Forked.run(List.of(), command, "events", reports.toString()))
        .startsWith(
            "2 tests in 2 files; left out, as there is a later one of the same test: 2 measurements")
        .anyMatch(
            line ->
                line.startsWith("  101 objects, 2.4 KiB (2,424 B)")
                    && line.contains("OrderBook.order(OrderBook.java:18)"));
    Path one = folder.resolve("one.jfr");
    assertThat(
            Forked.run(List.of(), command, "events", "--into", one.toString(), reports.toString()))
        .hasSize(1);
    assertThat(RecordingFile.readAllEvents(one))
        .filteredOn(event -> event.getEventType().getName().equals("trackmemory.Test"))
        .hasSize(4);
  }
}
