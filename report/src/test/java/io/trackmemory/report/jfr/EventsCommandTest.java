package io.trackmemory.report.jfr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.FakeSnapshot;
import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.Samples;
import io.trackmemory.tracker.AllocationHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void sums_ofAllFiles() throws IOException {
    machine("a").appendEvents(Recorded.report("one", Recorded.sampled()));
    machine("a").appendEvents(Samples.tooManyAllocations());
    machine("b").appendEvents(Recorded.report("one", Recorded.sampled()));
    assertThat(run("events", at("a"), at("b"))).as(text(err)).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            3 tests in 3 files
            Allocated: 2,024 objects, 1 MiB (1,089,826 B)
              of these in no line, being too small: 12 objects, 96 B
            First use, apart: 12 objects, 2 KiB (2,048 B)
            Test code, apart: 42 objects, 1.9 KiB (1,896 B)
            Other threads, apart: 7 objects, 448 B

            Types, exact:
              1,018 objects, 1 MiB (1,049,730 B)  byte[]
              1,000 objects, 39.1 KiB (40,000 B)  com.acme.Order
              6 objects, 96 B  java.lang.Integer

            Lines, exact:
              1,000 objects, 1 MiB (1,048,576 B)  byte[]  OrderBook.<init>(OrderBook.java:17)
              1,000 objects, 39.1 KiB (40,000 B)  com.acme.Order  OrderBookTest.bookWith(OrderBookTest.java:21)
              18 objects, 1.1 KiB (1,154 B)  byte[]  OrderBook.grow(OrderBook.java:58)
              6 objects, 96 B  java.lang.Integer  OrderBook.match(OrderBook.java:42)

            Stacks, estimated from samples:
              20 objects, 1.2 KiB (1,206 B)  byte[]  com.acme.OrderBook$Fill.grow:10 <- com.acme.OrderBook$Fill.fills:11 <- com.acme.OrderBook$Fill.run:12
              6 objects, 96 B  java.lang.Integer  com.acme.OrderBook$Fill.match:10 <- com.acme.OrderBook$Fill.run:11
            """);
  }

  @Test
  void sameTestTwiceInAFolder_countsOnce() throws IOException {
    machine("a").appendEvents(Recorded.report("one", Recorded.sampled()));
    machine("a").appendEvents(Recorded.report("one", Recorded.sampled()));
    assertThat(run("events", at("a"))).isZero();
    assertThat(text(out))
        .startsWith(
            "1 test in 2 files; left out, as there is a later one of the same test: 1 measurement")
        .contains("Allocated: 12 objects, 625 B");
  }

  @Test
  void tornFile_isSummedUpToTheTear() throws IOException {
    ReportFolder reports = machine("a");
    reports.appendEvents(Recorded.report("one", Recorded.sampled()));
    Path file = Recorded.fileIn(folder.resolve("a"));
    long first = Files.size(file);
    reports.appendEvents(Recorded.report("two", Recorded.sampled()));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, (int) first + 5_000));
    run("events", at("a"));
    assertThat(text(out))
        .startsWith("1 test in 1 file\n" + file + ": torn at byte ")
        .contains("1 chunk kept", "Allocated: 12 objects, 625 B");
    out.reset();
    Files.write(file, Arrays.copyOf(whole, whole.length - 150));
    run("events", at("a"));
    assertThat(text(out))
        .startsWith("2 tests in 1 file\n" + file + ": torn at byte ")
        .contains("2 chunks kept, of the last one a part", "Allocated: 24 objects, 1.2 KiB")
        .contains("com.acme.OrderBookTest.two: cut off before its last ");
  }

  @Test
  void into_makesOneRecordingOfMany() throws Exception {
    for (String method : List.of("one", "two", "three")) {
      machine("a").appendEvents(Recorded.report(method, Recorded.sampled()));
      machine("b").appendEvents(Recorded.report(method + "b", other(method)));
    }
    Path all = folder.resolve("all.jfr");
    assertThat(run("events", "--into", all.toString(), at("a"), at("b"))).as(text(err)).isZero();
    assertThat(Recorded.read(all, Recorded.SAMPLE)).hasSize(3 * 6 + 3);
    assertThat(Recorded.weights(Recorded.read(all, Recorded.SAMPLE)))
        .containsEntry("com.acme.Typeone [com.acme.OrderBook$Fill.one:10]", 24L)
        .containsEntry("com.acme.Typetwo [com.acme.OrderBook$Fill.two:10]", 24L)
        .containsEntry("com.acme.Typethree [com.acme.OrderBook$Fill.three:10]", 24L)
        .hasSize(5);
    assertThat(Recorded.jfr("summary", all.toString()).exitCode()).isZero();
    assertThat(run("events", all.toString())).isZero();
    assertThat(text(out)).contains("6 tests in 1 file");
  }

  @Test
  void chunksOfARecording_beginAtDifferentTimes() throws IOException {
    ReportFolder reports = machine("a");
    reports.appendEvents(Recorded.report("one", Recorded.sampled()));
    reports.appendEvents(Recorded.report("two", Recorded.sampled()));
    machine("b").appendEvents(Recorded.report("one", Recorded.sampled()));
    Path all = folder.resolve("all.jfr");
    run("events", "--into", all.toString(), at("a"), at("b"));
    List<Long> begins = new ArrayList<>();
    ChunkReader.read(all, chunk -> begins.add(JfrChunk.startOf(chunk)));
    assertThat(begins).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void otherFiles_areTold() throws Exception {
    machine("a").appendEvents(Recorded.report("one", Recorded.sampled()));
    Path jdks = folder.resolve("a").resolve("jdk.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(jdks);
    }
    Path missing = folder.resolve("missing.jfr");
    assertThat(run("events", at("a"), missing.toString())).isZero();
    assertThat(text(out))
        .startsWith("1 test in 3 files\n")
        .contains(jdks + ": not read: not a recording of this version of TrackMemory\n")
        .contains(missing + ": not read: no such file\n");
  }

  @Test
  void nothingToRead_fails() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    assertThat(run("events", at("a"))).isEqualTo(1);
    assertThat(text(out)).startsWith("0 tests in 0 files\n");
    Path all = folder.resolve("all.jfr");
    assertThat(run("events", "--into", all.toString(), at("a"))).isEqualTo(1);
  }

  @Test
  void targetAmongTheFiles_isRefused() throws IOException {
    machine("a").appendEvents(Recorded.report("one", Recorded.sampled()));
    Path file = Recorded.fileIn(folder.resolve("a"));
    byte[] before = Files.readAllBytes(file);
    assertThat(run("events", "--into", file.toString(), at("a"))).isEqualTo(1);
    assertThat(text(err)).contains("is one of the files to read");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void targetThatCannotBeWritten_fails() throws IOException {
    machine("a").appendEvents(Recorded.report("one", Recorded.sampled()));
    String target = folder.resolve("none").resolve("all.jfr").toString();
    assertThat(run("events", "--into", target, at("a"))).isEqualTo(1);
    assertThat(text(err)).startsWith("failed: ").contains("all.jfr");
  }

  @Test
  void unknownCommand_printsUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("event")).isEqualTo(2);
    assertThat(run("events")).isEqualTo(2);
    assertThat(run("events", "--into", "x")).isEqualTo(2);
    assertThat(text(err)).startsWith("usage: ");
  }

  /** A test of another process, whose constants have the same keys. */
  private static FakeSnapshot other(String method) {
    List<StackTraceElement> frames = Recorded.stack(method);
    return new FakeSnapshot(List.of())
        .withSamples(
            AllocationHistory.NONE, Recorded.sample("com.acme.Type" + method, frames, 1, 1, 24));
  }

  private ReportFolder machine(String name) {
    return Samples.reports(folder.resolve(name));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    return EventsCommand.run(
        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }
}
