package io.trackmemory.report.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.ReportException;
import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.Samples;
import io.trackmemory.report.TestReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamTest {

  @TempDir Path folder;

  @Test
  void nothingAppended_makesNoFile() {
    assertThat(Samples.reports(folder).pageOf(Samples.FILLS)).isNotNull();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoStreams_haveTwoFiles() throws IOException {
    for (int i = 0; i < 20; i++) {
      Samples.reports(folder).appendEvents(Recorded.report("one", Recorded.sampled()));
    }
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      assertThat(files).hasSize(20);
    }
  }

  @Test
  void manyThreads_eachTestIsThereOnce() throws Exception {
    ReportFolder reports = Samples.reports(folder);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        TestReport report = Recorded.report("t" + i, Recorded.sampled());
        work.add(
            () -> {
              reports.appendEvents(report);
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(Recorded.read(Recorded.fileIn(folder), Recorded.TEST))
        .extracting(test -> test.getString("method"))
        .doesNotHaveDuplicates()
        .hasSize(40);
  }

  @Test
  void interruptedThread_writesAllTheSame() throws IOException {
    ReportFolder reports = Samples.reports(folder);
    Thread.currentThread().interrupt();
    try {
      reports.appendEvents(Recorded.report("one", Recorded.sampled()));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Recorded.read(Recorded.fileIn(folder), Recorded.TEST)).hasSize(1);
  }

  @Test
  void fileDeletedMeanwhile_isMadeAgain() throws IOException {
    ReportFolder reports = Samples.reports(folder);
    reports.appendEvents(Recorded.report("one", Recorded.sampled()));
    Files.delete(Recorded.fileIn(folder));
    Files.delete(folder.resolve("events"));
    reports.appendEvents(Recorded.report("two", Recorded.sampled()));
    assertThat(Recorded.read(Recorded.fileIn(folder), Recorded.SAMPLE)).hasSize(6);
  }

  @Test
  void fullDisk_leavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("full.jfr");
    byte[] chunk = {1, 2, 3, 4, 5, 6, 7, 8};
    Files.write(file, chunk);
    try (RandomAccessFile full = new FullFile(file)) {
      assertThatThrownBy(() -> EventStream.append(full, chunk)).hasMessage("no space left");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(chunk);
  }

  @Test
  void folderThatCannotBeMade_isTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ReportFolder reports = Samples.reports(file);
    assertThatThrownBy(() -> reports.appendEvents(Recorded.report("one", Recorded.sampled())))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith("cannot write the events of com.acme.OrderBookTest.one to folder ")
        .hasMessageEndingWith("set trackmemory.report.dir to a folder that can be written");
  }

  /** A file on a disk with room for three more bytes. */
  private static final class FullFile extends RandomAccessFile {

    FullFile(Path file) throws IOException {
      super(file.toFile(), "rw");
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      write(bytes, 0, 3);
      throw new IOException("no space left");
    }
  }
}
